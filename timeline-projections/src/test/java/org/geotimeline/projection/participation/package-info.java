/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.participation;

import org.jspecify.annotations.NullMarked;
