/**
 * Recording: a reported act becomes a decision and, where it is not refused, events of the ledger, in one append that
 * fails when anything that the decision was read from has changed meanwhile.
 */
@NullMarked
package org.geotimeline.recording;

import org.jspecify.annotations.NullMarked;
