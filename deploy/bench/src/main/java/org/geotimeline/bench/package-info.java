/** How fast it is: each thing measured in turns with a plain way to do the same, on one PostgreSQL, in one run. */
@NullMarked
package org.geotimeline.bench;

import org.jspecify.annotations.NullMarked;
