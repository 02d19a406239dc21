/** Upcasters: what they make of stored bodies. */
@NullMarked
package org.geotimeline.act.evolution;

import org.jspecify.annotations.NullMarked;
