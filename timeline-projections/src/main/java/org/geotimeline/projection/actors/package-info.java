/** Who there is: actors with their names, kinds and dated relations on a day. */
@NullMarked
package org.geotimeline.projection.actors;

import org.jspecify.annotations.NullMarked;
