@NullMarked
package org.geotimeline.act.evolution;

import org.jspecify.annotations.NullMarked;
