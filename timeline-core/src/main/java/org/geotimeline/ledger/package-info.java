/**
 * How an event is hashed: its canonical bytes and the leaf under which it stands in the log. Nothing here can ever change,
 * because what was hashed once must hash alike for ever.
 */
@NullMarked
package org.geotimeline.ledger;

import org.jspecify.annotations.NullMarked;
