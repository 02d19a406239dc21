/** Tests of the store against a real PostgreSQL. */
@NullMarked
package org.geotimeline.store;

import org.jspecify.annotations.NullMarked;
