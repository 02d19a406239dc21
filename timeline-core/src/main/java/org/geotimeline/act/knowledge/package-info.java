/**
 * Acts about other acts of any family: they report, confirm, dispute, correct, retract, merge, split or erase them, from the
 * moment on at which they are known.
 */
@NullMarked
package org.geotimeline.act.knowledge;

import org.jspecify.annotations.NullMarked;
