@NullMarked
package org.geotimeline.projection.spi;

import org.jspecify.annotations.NullMarked;
