/**
 * What the author of a projection implements and is given: {@link org.geotimeline.projection.spi.Projection} with its links and
 * its fold, and the tables and SQL views that it declares. The engine depends on this package, never the other way round.
 */
@NullMarked
package org.geotimeline.projection.spi;

import org.jspecify.annotations.NullMarked;
