/** Tests of the data sets that ship with the product, as files. */
@NullMarked
package org.geotimeline.api.record;

import org.jspecify.annotations.NullMarked;
