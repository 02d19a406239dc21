/** Tests of the folder of the same name. */
@NullMarked
package org.geotimeline.projection.conditions;

import org.jspecify.annotations.NullMarked;
