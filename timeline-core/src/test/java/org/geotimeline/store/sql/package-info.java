@NullMarked
package org.geotimeline.store.sql;

import org.jspecify.annotations.NullMarked;
