/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.pledges;

import org.jspecify.annotations.NullMarked;
