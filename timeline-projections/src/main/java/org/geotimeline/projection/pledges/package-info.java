/** What an actor promised another, and whether it was kept or dropped. */
@NullMarked
package org.geotimeline.projection.pledges;

import org.jspecify.annotations.NullMarked;
