package org.geotimeline.projection.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.runtime.Histories;
import org.geotimeline.projection.runtime.ProjectionContract;
import org.geotimeline.projection.spi.Projection;

/** The contract of all projections, on rounds whose seats are announced before and learned after them. */
class ParticipationTest extends ProjectionContract {

    private static final List<String> ENTITIES = List.of("RUS", "TKM", "USA");

    @Override
    protected Projection projection() {
        return new ParticipationProjection();
    }

    @Override
    protected List<Act> history(Random random) {
        var acts = new ArrayList<Act>();
        List<Act> rounds = Histories.around(
                random,
                3 + random.nextInt(8),
                id ->
                        "'type': 'MeetingHeld', 'id': '%s', 'phase': 'effective', 'valid': '2024-%02d', 'actors': [{'id': 'RUS'}], 'round': %s, 'seats': [%s]"
                                .formatted(id, 1 + random.nextInt(12), round(random), seats(random)),
                r -> r.nextBoolean() ? "'seats': [%s]".formatted(seats(r)) : "'round': " + round(r));
        for (Act act : rounds) {
            acts.add(act);
            if (random.nextInt(3) == 0) {
                acts.add(announcement("R" + acts.size(), random));
            }
        }
        return acts;
    }

    private static String round(Random random) {
        return "{'id': 'MF-%d', 'forum': '%s', 'kind': 'round'}"
                .formatted(1 + random.nextInt(3), random.nextInt(4) == 0 ? "doha" : "moscow-format");
    }

    private static String seats(Random random) {
        var seats = new ArrayList<String>();
        for (String entity : ENTITIES) {
            if (random.nextBoolean()) {
                seats.add("{'entity': '%s', 'role': '%s'%s}"
                        .formatted(
                                entity,
                                random.nextBoolean() ? "participant" : "absent",
                                random.nextBoolean() ? "" : ", 'known': '" + Histories.known(random) + "'"));
            }
        }
        return String.join(",", seats);
    }

    private static Act announcement(String id, Random random) {
        return Histories.read(
                "{'type': 'ActReported', 'id': '%s', 'act': 'A%d', 'known': '%s', 'saysValid': '2024-10-04', 'seat': {'forum': 'moscow-format', 'round': 'MF-%d', 'entity': 'TKM', 'role': 'announced'}}"
                        .formatted(id, 1 + random.nextInt(4), Histories.known(random), 1 + random.nextInt(3)));
    }
}
