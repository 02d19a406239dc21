/** The commands that write: {@code record}, {@code import} and {@code erase}. */
@NullMarked
package org.geotimeline.cli.record;

import org.jspecify.annotations.NullMarked;
