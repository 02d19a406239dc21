/** Axon 4, with the engines that it comes with, appending and reading the same acts. */
@NullMarked
package org.geotimeline.bench.axon4;

import org.jspecify.annotations.NullMarked;
