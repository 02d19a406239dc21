/** Stand-in of the application, until the real one takes its place. */
@NullMarked
package org.geotimeline.api;

import org.jspecify.annotations.NullMarked;
