/** XTDB 1, answering the same questions about two times. */
@NullMarked
package org.geotimeline.bench.xtdb;

import org.jspecify.annotations.NullMarked;
