/** What an actor asks of another, and whether it was met or dropped. */
@NullMarked
package org.geotimeline.projection.conditions;

import org.jspecify.annotations.NullMarked;
