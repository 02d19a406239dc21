@NullMarked
package org.geotimeline.projection.runtime.steps;

import org.jspecify.annotations.NullMarked;
