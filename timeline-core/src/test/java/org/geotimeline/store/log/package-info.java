@NullMarked
package org.geotimeline.store.log;

import org.jspecify.annotations.NullMarked;
