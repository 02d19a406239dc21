/**
 * The ledger as a file of lines of JSON, written, checked and loaded by {@link org.geotimeline.store.log.LogFile}, and the check
 * of the ledger's own bytes, {@link org.geotimeline.store.log.SelfCheck}.
 */
@NullMarked
package org.geotimeline.store.log;

import org.jspecify.annotations.NullMarked;
