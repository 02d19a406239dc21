/**
 * What stands between a reported act and the ledger: who is registered, and how an act is recorded.
 */
@NullMarked
package org.geotimeline.recording;

import org.jspecify.annotations.NullMarked;
