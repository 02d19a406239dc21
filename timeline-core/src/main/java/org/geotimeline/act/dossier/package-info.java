/**
 * What all knowledge acts about an act make of it: the fold of a dossier into a revision at some clocks, and its short form
 * for rules.
 */
@NullMarked
package org.geotimeline.act.dossier;

import org.jspecify.annotations.NullMarked;
