/** What two actors did toward each other, and how often, by a counting rule that is part of the question. */
@NullMarked
package org.geotimeline.projection.dyads;

import org.jspecify.annotations.NullMarked;
