/** Rulebooks: what is read, and what is refused. */
@NullMarked
package org.geotimeline.rulebook;

import org.jspecify.annotations.NullMarked;
