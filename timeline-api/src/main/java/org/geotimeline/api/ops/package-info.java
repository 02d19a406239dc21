@NullMarked
package org.geotimeline.api.ops;

import org.jspecify.annotations.NullMarked;
