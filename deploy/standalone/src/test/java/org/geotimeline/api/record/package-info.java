/** Tests of the recording of acts over HTTP, with input that is refused. */
@NullMarked
package org.geotimeline.api.record;

import org.jspecify.annotations.NullMarked;
