/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.forums;

import org.jspecify.annotations.NullMarked;
