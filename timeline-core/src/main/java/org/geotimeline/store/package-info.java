/**
 * The event store: {@link org.geotimeline.store.PostgresEventStore} is Axon's storage engine on PostgreSQL over plain JDBC.
 * Positions have no gaps and grow in the order of commits. An event has any number of tags, an append is conditional on tags and types,
 * and concurrent appends share a commit. {@link org.geotimeline.store.EventLog} reads the ledger without Axon.
 */
@NullMarked
package org.geotimeline.store;

import org.jspecify.annotations.NullMarked;
