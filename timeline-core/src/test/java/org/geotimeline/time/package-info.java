/** Tests of dates and clocks. */
@NullMarked
package org.geotimeline.time;

import org.jspecify.annotations.NullMarked;
