/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.actors;

import org.jspecify.annotations.NullMarked;
