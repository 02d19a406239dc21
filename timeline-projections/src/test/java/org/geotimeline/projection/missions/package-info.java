/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.missions;

import org.jspecify.annotations.NullMarked;
