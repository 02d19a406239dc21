/** The folding of uncertain days against oracles that try every choice of days. */
@NullMarked
package org.geotimeline.projection.fold;

import org.jspecify.annotations.NullMarked;
