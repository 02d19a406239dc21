/** Tests of a whole server over HTTP: its addresses, and the way of one act to the answers. */
@NullMarked
package org.geotimeline.api;

import org.jspecify.annotations.NullMarked;
