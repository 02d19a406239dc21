/**
 * Who sat in which round of a forum, and how: per round, per year, per entity. Who is not named has no row, which is not
 * the same as absent.
 */
@NullMarked
package org.geotimeline.projection.participation;

import org.jspecify.annotations.NullMarked;
