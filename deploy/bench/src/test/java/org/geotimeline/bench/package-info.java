/** What the program {@code timeline bench} says, not how fast anything is. */
@NullMarked
package org.geotimeline.bench;

import org.jspecify.annotations.NullMarked;
