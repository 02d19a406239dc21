/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.recognitions;

import org.jspecify.annotations.NullMarked;
