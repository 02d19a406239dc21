/** Who recognises whom, in what scope, and how many do: at least, at most. */
@NullMarked
package org.geotimeline.projection.recognitions;

import org.jspecify.annotations.NullMarked;
