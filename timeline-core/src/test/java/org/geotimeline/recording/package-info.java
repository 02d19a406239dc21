/** Tests of the way into the ledger and out of it again. */
@NullMarked
package org.geotimeline.recording;

import org.jspecify.annotations.NullMarked;
