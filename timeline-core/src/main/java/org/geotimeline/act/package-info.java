/**
 * The language of acts: what can happen, and how it is written.
 *
 * <p>An act is a record in the sealed family of its package; a {@link org.geotimeline.act.Family} finds the records and has
 * the rules by which they are recorded. {@link org.geotimeline.act.ActJson} reads and writes acts as flat JSON. A
 * {@link org.geotimeline.act.Recorded} act stands in the ledger; a {@link org.geotimeline.act.Revision} is what is known of
 * it at some clocks.
 */
@NullMarked
package org.geotimeline.act;

import org.jspecify.annotations.NullMarked;
