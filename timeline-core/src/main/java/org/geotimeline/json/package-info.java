@NullMarked
package org.geotimeline.json;

import org.jspecify.annotations.NullMarked;
