package org.geotimeline.projection.actors;

import org.geotimeline.projection.query.UnderClocks;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.time.AsOf;

/** One actor on that day, with the clocks that it was asked under. */
@Row(name = "actor", meaning = "One actor on that day, with the clocks that it was asked under.")
record KnownActor(
        @Beside ActorRow actor,
        @Meaning("The clocks that it was asked under.") AsOf asOf) implements UnderClocks {}
