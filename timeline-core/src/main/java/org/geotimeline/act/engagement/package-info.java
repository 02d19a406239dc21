/** Acts of meeting: forums and their rounds, talks, visits, calls, and staying away. */
@NullMarked
package org.geotimeline.act.engagement;

import org.jspecify.annotations.NullMarked;
