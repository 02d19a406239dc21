/** Recording: {@code POST /acts} for every type of act, and the files of acts that a server loads when it starts. */
@NullMarked
package org.geotimeline.api.record;

import org.jspecify.annotations.NullMarked;
