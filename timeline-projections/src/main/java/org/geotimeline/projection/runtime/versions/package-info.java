/**
 * Versions of a view: which one answers, how they differ, what operators have done with them, and the removal of versions that
 * the program no longer has.
 */
@NullMarked
package org.geotimeline.projection.runtime.versions;

import org.jspecify.annotations.NullMarked;
