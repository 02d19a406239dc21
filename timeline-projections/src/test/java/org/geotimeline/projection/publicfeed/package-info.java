/** Tests of the public feed that need no broker. */
@NullMarked
package org.geotimeline.projection.publicfeed;

import org.jspecify.annotations.NullMarked;
