/** Support for the tests of this module: a running server, an HTTP client, and a later version of a view. */
@NullMarked
package org.geotimeline.testing;

import org.jspecify.annotations.NullMarked;
