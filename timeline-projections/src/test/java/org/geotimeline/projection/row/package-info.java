/** Tests of how rows are declared. */
@NullMarked
package org.geotimeline.projection.row;

import org.jspecify.annotations.NullMarked;
