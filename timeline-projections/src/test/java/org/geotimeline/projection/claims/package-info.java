/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.claims;

import org.jspecify.annotations.NullMarked;
