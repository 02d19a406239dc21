@NullMarked
package org.geotimeline.api.record;

import org.jspecify.annotations.NullMarked;
