/**
 * Applying events: which dossiers and timelines an event belongs to, and the fold of each timeline at each known time from which
 * on its answers may change. {@link org.geotimeline.projection.runtime.apply.EventApplier} is the way in.
 */
@NullMarked
package org.geotimeline.projection.runtime.apply;

import org.jspecify.annotations.NullMarked;
