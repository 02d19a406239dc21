/** Tests of problems. */
@NullMarked
package org.geotimeline.api.problem;

import org.jspecify.annotations.NullMarked;
