/**
 * Parked acts: acts that a projection cannot apply, the events that wait behind them, and the events that an operator dropped.
 */
@NullMarked
package org.geotimeline.projection.runtime.parked;

import org.jspecify.annotations.NullMarked;
