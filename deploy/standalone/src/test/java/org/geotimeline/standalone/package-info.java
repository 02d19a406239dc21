/** Tests that start the real servers, kill them, and count what is left. */
@NullMarked
package org.geotimeline.standalone;

import org.jspecify.annotations.NullMarked;
