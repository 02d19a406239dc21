/** What holds for every package of the program. */
@NullMarked
package org.geotimeline;

import org.jspecify.annotations.NullMarked;
