/**
 * The engine that runs projections: one runner a projection reads the ledger in batches, under a lease that is the lock on the
 * projection's token; after a failure it backs off, or parks the act at fault. {@link org.geotimeline.projection.runtime.Projections}
 * is what a server starts and operators ask.
 */
@NullMarked
package org.geotimeline.projection.runtime;

import org.jspecify.annotations.NullMarked;
