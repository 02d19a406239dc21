/** Tests of imports of whole files into a running server. */
@NullMarked
package org.geotimeline.imports;

import org.jspecify.annotations.NullMarked;
