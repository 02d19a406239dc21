/**
 * Folding acts whose days are uncertain, written once for every projection that folds states: which visible acts stand and
 * when each was ({@code Acts}), in which order those of one day count ({@code Orders}), what may stand on each day whatever
 * the order that the bounds allow ({@code PossibleValues}), and which dossiers the effect of an act depends on
 * ({@code References}).
 */
@NullMarked
package org.geotimeline.projection.fold;

import org.jspecify.annotations.NullMarked;
