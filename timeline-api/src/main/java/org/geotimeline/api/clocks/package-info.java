@NullMarked
package org.geotimeline.api.clocks;

import org.jspecify.annotations.NullMarked;
