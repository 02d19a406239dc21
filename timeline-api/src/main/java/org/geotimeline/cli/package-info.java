/** Stand-in of the command line, until the real one takes its place. */
@NullMarked
package org.geotimeline.cli;

import org.jspecify.annotations.NullMarked;
