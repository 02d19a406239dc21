/**
 * The public feed: a projection whose table is a topic. Every stored event goes out once, for consumers that read committed
 * records, in the order of positions within a key.
 */
@NullMarked
package org.geotimeline.projection.publicfeed;

import org.jspecify.annotations.NullMarked;
