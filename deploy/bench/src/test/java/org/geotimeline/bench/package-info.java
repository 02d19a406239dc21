/** Tests of the output of {@code timeline bench}, not of its figures. */
@NullMarked
package org.geotimeline.bench;

import org.jspecify.annotations.NullMarked;
