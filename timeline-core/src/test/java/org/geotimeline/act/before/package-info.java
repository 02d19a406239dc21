/**
 * Types of acts that a ledger could hold from earlier and that no current version writes: one was renamed, one merged into
 * another in two steps, one split, one dropped. They exist in tests only.
 */
@NullMarked
package org.geotimeline.act.before;

import org.jspecify.annotations.NullMarked;
