/**
 * What is true of all projections, written once: the three clocks, late arrivals, corrections and retractions, steps,
 * tokens, rebuild and digests. A {@link org.geotimeline.projection.runtime.Projection} says whose timeline an act touches
 * and folds a timeline over valid time; everything else is here.
 */
@NullMarked
package org.geotimeline.projection.runtime;

import org.jspecify.annotations.NullMarked;
