/** Standing formats and their rounds: announced, held, postponed, cancelled, and who was there in which role. */
@NullMarked
package org.geotimeline.projection.forums;

import org.jspecify.annotations.NullMarked;
