/** The data sets that ship with the product, asked on a running server. */
@NullMarked
package org.geotimeline.dataset;

import org.jspecify.annotations.NullMarked;
