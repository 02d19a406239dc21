/** Tests that start the real servers, kill them, and count the acknowledged writes that are left. */
@NullMarked
package org.geotimeline.standalone;

import org.jspecify.annotations.NullMarked;
