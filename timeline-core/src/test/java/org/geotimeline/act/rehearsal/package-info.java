/**
 * A family that exists in tests only, to show what no real family shows yet: an act of a second version, whose class
 * is called otherwise than it is stored.
 */
@NullMarked
package org.geotimeline.act.rehearsal;

import org.jspecify.annotations.NullMarked;
