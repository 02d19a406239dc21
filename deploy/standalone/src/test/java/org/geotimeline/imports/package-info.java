@NullMarked
package org.geotimeline.imports;

import org.jspecify.annotations.NullMarked;
