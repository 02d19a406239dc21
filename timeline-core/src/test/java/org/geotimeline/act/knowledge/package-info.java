/** What may be said about an act, and what comes of it. */
@NullMarked
package org.geotimeline.act.knowledge;

import org.jspecify.annotations.NullMarked;
