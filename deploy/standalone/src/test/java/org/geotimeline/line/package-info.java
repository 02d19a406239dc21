/** The whole line from outside: an act comes in over HTTP and is asked for, followed and replayed. */
@NullMarked
package org.geotimeline.line;

import org.jspecify.annotations.NullMarked;
