/**
 * Snapshots of lists: the entries that a snapshot shows, the listings on file, and the acts that follow from the difference.
 */
@NullMarked
package org.geotimeline.imports.snapshot;

import org.jspecify.annotations.NullMarked;
