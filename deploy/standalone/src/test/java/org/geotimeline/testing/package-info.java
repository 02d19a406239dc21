@NullMarked
package org.geotimeline.testing;

import org.jspecify.annotations.NullMarked;
