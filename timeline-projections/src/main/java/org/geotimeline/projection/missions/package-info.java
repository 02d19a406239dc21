/** Who is represented where, at which level and by whom: missions, and the accreditations of persons. */
@NullMarked
package org.geotimeline.projection.missions;

import org.jspecify.annotations.NullMarked;
