/** The output of commands: lines, tables and lists of fields in UTF-8, coloured on a terminal. */
@NullMarked
package org.geotimeline.cli.screen;

import org.jspecify.annotations.NullMarked;
