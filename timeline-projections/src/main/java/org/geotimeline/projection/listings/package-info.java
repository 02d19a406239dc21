/**
 * Who lists whom: the place of a subject on a list of an authority, never, formerly, currently, announced or suspended, and
 * the members of a list.
 */
@NullMarked
package org.geotimeline.projection.listings;

import org.jspecify.annotations.NullMarked;
