@NullMarked
package org.geotimeline.imports.format;

import org.jspecify.annotations.NullMarked;
