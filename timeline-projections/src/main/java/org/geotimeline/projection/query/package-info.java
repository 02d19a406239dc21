@NullMarked
package org.geotimeline.projection.query;

import org.jspecify.annotations.NullMarked;
