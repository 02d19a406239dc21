/** The benchmarks: each candidate is measured in turns with a plain reference, on one PostgreSQL, in one run. */
@NullMarked
package org.geotimeline.bench;

import org.jspecify.annotations.NullMarked;
