/** Stances against oracles that are naive, and against what the laws of the domain say. */
@NullMarked
package org.geotimeline.projection.stance;

import org.jspecify.annotations.NullMarked;
