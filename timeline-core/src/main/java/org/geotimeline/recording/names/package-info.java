/** The names, aliases and codes of registered things, in every spelling. */
@NullMarked
package org.geotimeline.recording.names;

import org.jspecify.annotations.NullMarked;
