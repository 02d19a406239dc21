/** Tests of the whole module. */
@NullMarked
package org.geotimeline;

import org.jspecify.annotations.NullMarked;
