/**
 * The event store: Axon's storage engine on PostgreSQL over plain JDBC. Positions have no gaps and grow in the order of
 * commits; an event has any number of tags; an append is conditional on tags and types; many appends share one commit.
 */
@NullMarked
package org.geotimeline.store;

import org.jspecify.annotations.NullMarked;
