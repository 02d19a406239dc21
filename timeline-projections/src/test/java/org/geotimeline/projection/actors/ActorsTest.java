package org.geotimeline.projection.actors;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.runtime.Histories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;

/** The contract of all projections, on actors whose relations come and go. */
class ActorsTest extends ProjectionContract {

    private static final List<String> ACTORS = List.of("TAL", "AFG", "RUS", "SUN");
    private static final List<String> VALID =
            List.of("1996-09-27/..", "1996-09/2001-11-12", "/2001", "2001-11-22", "[1996..1998]", "199X/2001-11~");

    @Override
    protected Projection projection() {
        return new ActorsProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        var acts = new ArrayList<Act>();
        for (String actor : ACTORS) {
            acts.add(Histories.read(
                    "{'type': 'ActorRegistered', 'id': 'actor:%s', 'actor': '%s', 'kind': 'state', 'known': '%s', 'names': [{'lang': 'en', 'text': 'Name', 'valid': '2000/2005'}]}"
                            .formatted(actor, actor, Histories.known(random))));
        }
        acts.addAll(Histories.around(
                random,
                3 + random.nextInt(10),
                id ->
                        "'type': 'RelationRecorded', 'id': '%s', 'relation': '%s', 'from': '%s', 'to': '%s', 'valid': '%s'"
                                .formatted(
                                        id,
                                        random.nextBoolean() ? "controls" : "continues",
                                        any(random, ACTORS),
                                        any(random, ACTORS),
                                        any(random, VALID)),
                r -> r.nextBoolean()
                        ? "'valid': '%s'".formatted(any(r, VALID))
                        : "'from': '%s'".formatted(any(r, ACTORS))));
        return acts;
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
