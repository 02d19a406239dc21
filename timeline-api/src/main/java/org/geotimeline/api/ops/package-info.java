/**
 * What operators see and order: health, meters, the state of ledger, views and feed, versions of views, parked acts, the
 * self-check, the ledger as a file, and erasures.
 */
@NullMarked
package org.geotimeline.api.ops;

import org.jspecify.annotations.NullMarked;
