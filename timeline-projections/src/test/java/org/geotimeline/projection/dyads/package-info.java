/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.dyads;

import org.jspecify.annotations.NullMarked;
