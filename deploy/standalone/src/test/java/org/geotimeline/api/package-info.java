@NullMarked
package org.geotimeline.api;

import org.jspecify.annotations.NullMarked;
