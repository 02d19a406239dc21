/** Tests of recording. */
@NullMarked
package org.geotimeline.recording;

import org.jspecify.annotations.NullMarked;
