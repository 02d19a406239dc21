package org.geotimeline.projection.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random histories around acts of any kind: half of the events are new acts, the rest says something of those before, or
 * of one that is still to come. Known times come in any order.
 */
public final class Histories {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Histories() {}

    /**
     * Makes a history.
     *
     * @param act the body of a new act with that id, in single quotes and without its braces
     * @param change the body of a correction's changes, in single quotes
     */
    public static List<Act> around(
            Random random, int length, Function<String, String> act, Function<Random, String> change) {
        var acts = new ArrayList<Act>();
        var ids = new ArrayList<String>();
        for (int i = 0; i < length; i++) {
            if (ids.isEmpty() || random.nextBoolean()) {
                String id = "A" + (ids.size() + 1);
                ids.add(id);
                acts.add(read("{%s, 'known': '%s'}".formatted(act.apply(id), known(random))));
            } else {
                acts.add(saying(random, "S" + i, ids.get(random.nextInt(ids.size())), change));
            }
        }
        return acts;
    }

    private static Act saying(Random random, String id, String of, Function<Random, String> change) {
        String type = List.of(
                        "ActCorrected", "ActCorrected", "ActConfirmed", "ActDisputed", "ActRetracted", "ActReported")
                .get(random.nextInt(6));
        String more = type.equals("ActCorrected") ? ", 'changes': {%s}".formatted(change.apply(random)) : "";
        return read("{'type': '%s', 'id': '%s', 'act': '%s', 'known': '%s'%s}"
                .formatted(type, id, of, known(random), more));
    }

    /** A known time among few, so that many coincide. */
    public static String known(Random random) {
        return "2024-01-%02d".formatted(1 + random.nextInt(12));
    }

    public static Act read(String body) {
        return ActJson.read(JSON.readTree(body.replace('\'', '"')));
    }
}
