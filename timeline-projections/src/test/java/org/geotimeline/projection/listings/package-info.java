/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.listings;

import org.jspecify.annotations.NullMarked;
