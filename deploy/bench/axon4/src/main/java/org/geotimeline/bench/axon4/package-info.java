/** Axon 4 with its own engines, appending and reading the same acts. */
@NullMarked
package org.geotimeline.bench.axon4;

import org.jspecify.annotations.NullMarked;
