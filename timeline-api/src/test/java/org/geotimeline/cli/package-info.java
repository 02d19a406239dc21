/** Tests of the commands against a server with canned answers. */
@NullMarked
package org.geotimeline.cli;

import org.jspecify.annotations.NullMarked;
