/** Tests of all projections together. */
@NullMarked
package org.geotimeline.projection;

import org.jspecify.annotations.NullMarked;
