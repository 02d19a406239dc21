/**
 * Types of acts that a ledger could hold from before and that no version of today writes: one was renamed, one merged into
 * another in two steps, one split, one dropped. They exist in tests only.
 */
@NullMarked
package org.geotimeline.act.before;

import org.jspecify.annotations.NullMarked;
