/** Tests of canonical bytes and leaves, which can never change. */
@NullMarked
package org.geotimeline.ledger;

import org.jspecify.annotations.NullMarked;
