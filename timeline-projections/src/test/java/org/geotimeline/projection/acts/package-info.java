/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.acts;

import org.jspecify.annotations.NullMarked;
