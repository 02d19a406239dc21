@NullMarked
package org.geotimeline.projection.runtime.apply;

import org.jspecify.annotations.NullMarked;
