/**
 * How bodies that were stored in older versions, or under older names, become acts of the current versions. Stored bytes are
 * never changed.
 */
@NullMarked
package org.geotimeline.act.evolution;

import org.jspecify.annotations.NullMarked;
