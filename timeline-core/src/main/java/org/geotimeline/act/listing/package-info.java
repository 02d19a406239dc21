/** Acts by which an authority places a party on a list, or takes it off. */
@NullMarked
package org.geotimeline.act.listing;

import org.jspecify.annotations.NullMarked;
