/** Tests of the command line against a running server. */
@NullMarked
package org.geotimeline.cli;

import org.jspecify.annotations.NullMarked;
