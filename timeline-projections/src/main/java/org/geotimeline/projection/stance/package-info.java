/**
 * Where an actor stands toward a subject, by the rulebook: designation, recognition, representation, sanctions.
 *
 * <p>One timeline is a dyad under one version of the rulebook. {@code Effects} reads the visible acts by the rules and
 * says which act moves which dimension, when at the earliest and when at the latest; {@code PossibleValues} says what may
 * stand on each day, whatever the order that those bounds allow; {@code StanceFold} adds what is derived and writes the
 * answers. {@code FindStances} asks them, {@code StancesApi} is how they are asked over HTTP.
 */
@NullMarked
package org.geotimeline.projection.stance;

import org.jspecify.annotations.NullMarked;
