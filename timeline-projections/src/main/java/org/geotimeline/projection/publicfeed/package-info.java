/**
 * The public feed: a follower of the ledger whose position is in Kafka. Every stored event goes out once, for consumers that read committed
 * records, in the order of positions within a key.
 */
@NullMarked
package org.geotimeline.projection.publicfeed;

import org.jspecify.annotations.NullMarked;
