@NullMarked
package org.geotimeline.x;

import org.jspecify.annotations.NullMarked;
