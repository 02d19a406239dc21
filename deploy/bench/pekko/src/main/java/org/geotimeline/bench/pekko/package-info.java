/** Pekko Persistence JDBC, persisting the same acts. */
@NullMarked
package org.geotimeline.bench.pekko;

import org.jspecify.annotations.NullMarked;
