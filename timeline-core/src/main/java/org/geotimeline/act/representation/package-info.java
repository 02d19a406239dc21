/** Acts by which one side is represented at another: envoys, credentials, missions. */
@NullMarked
package org.geotimeline.act.representation;

import org.jspecify.annotations.NullMarked;
