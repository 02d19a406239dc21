/**
 * The parameters of every question: its clocks, the words that a parameter may have, and the pinned address under which an
 * answer never changes. A view declares {@link org.geotimeline.projection.query.Clocks} and receives those of the request.
 */
@NullMarked
package org.geotimeline.api.clocks;

import org.jspecify.annotations.NullMarked;
