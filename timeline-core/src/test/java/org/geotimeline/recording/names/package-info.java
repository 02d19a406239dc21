/** Tests of names in every spelling. */
@NullMarked
package org.geotimeline.recording.names;

import org.jspecify.annotations.NullMarked;
