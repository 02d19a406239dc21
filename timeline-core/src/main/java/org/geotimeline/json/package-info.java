/** Records as JSON: their shape, a reader that finds every fault with its pointer, and a writer. Nothing here knows of acts. */
@NullMarked
package org.geotimeline.json;

import org.jspecify.annotations.NullMarked;
