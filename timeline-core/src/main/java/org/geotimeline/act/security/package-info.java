/** Acts of force and of its end. */
@NullMarked
package org.geotimeline.act.security;

import org.jspecify.annotations.NullMarked;
