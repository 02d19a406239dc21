package org.geotimeline.projection.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random histories of listings: uncertain days, known times out of order, and everything that can be said about acts. */
public final class ListingHistories {

    private static final List<String> VALID = List.of(
            "2003-02-%02d",
            "2003-02-%02d",
            "2003-02-%02d",
            "[2003-02-%02d..2003-02-27]",
            "[2003-02-%02d..2003-03]",
            "2003-02",
            "2003-02-%02d/..",
            "[..2003-02-%02d]",
            "[2003-02-%02d..]",
            "2003-02-%02d~",
            "/2003-02-%02d");

    private final Random random;
    private final List<Act> acts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> sayings = new ArrayList<>();

    private ListingHistories(Random random) {
        this.random = random;
    }

    public static List<Act> random(Random random, int length) {
        var history = new ListingHistories(random);
        while (history.acts.size() < length) {
            history.next();
        }
        return history.acts;
    }

    private void next() {
        int dice = random.nextInt(20);
        if (ids.isEmpty() || dice < 11) {
            record("A" + (ids.size() + 1));
        } else if (dice == 11 && ids.size() > 1) {
            int kept = random.nextInt(ids.size() - 1);
            int merged = kept + 1 + random.nextInt(ids.size() - kept - 1);
            say("ActsMerged", ids.get(kept)).put("merged", ids.get(merged));
        } else if (dice == 12) {
            // A source speaks before the act is on file.
            say("ActReported", "A" + (ids.size() + 1));
        } else if (dice == 13 && !sayings.isEmpty()) {
            say("ActRetracted", sayings.get(random.nextInt(sayings.size())));
        } else {
            String about = ids.get(random.nextInt(ids.size()));
            String type = List.of(
                            "ActCorrected",
                            "ActCorrected",
                            "ActCorrected",
                            "ActRetracted",
                            "ActConfirmed",
                            "ActDisputed")
                    .get(random.nextInt(6));
            ObjectNode said = say(type, about);
            if (type.equals("ActCorrected")) {
                change(said.putObject("changes"));
            }
        }
        pending();
    }

    private ObjectNode body = JsonNodeFactory.instance.objectNode();

    private void pending() {
        acts.add(ActJson.read(body));
    }

    private void record(String id) {
        ids.add(id);
        boolean lifted = random.nextInt(3) == 0;
        ObjectNode act = start(lifted ? "ListingLifted" : "ListingImposed", id);
        if (!lifted) {
            act.put("status", status());
        }
        act.put("list", list());
        act.put("phase", random.nextInt(5) == 0 ? "claimed" : "effective");
        act.put("valid", valid());
        act.putArray("actors").addObject().put("id", "KAZ");
        subjects(act);
        if (random.nextInt(4) == 0) {
            act.put("place", instant());
        }
    }

    private void change(ObjectNode changes) {
        switch (random.nextInt(5)) {
            case 0 -> changes.put("list", list());
            case 1 -> subjects(changes);
            case 2 -> changes.put("phase", random.nextBoolean() ? "claimed" : "effective");
            default -> changes.put("valid", valid());
        }
    }

    private void subjects(ObjectNode into) {
        var subjects = into.putArray("subjects");
        subjects.addObject().put("id", random.nextInt(3) == 0 ? "HTS" : "TAL");
        if (random.nextInt(5) == 0) {
            subjects.addObject().put("id", "AQ");
        }
    }

    private ObjectNode say(String type, String about) {
        String id = "R" + (sayings.size() + 1);
        sayings.add(id);
        return start(type, id).put("act", about);
    }

    private ObjectNode start(String type, String id) {
        body = JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
        if (random.nextInt(5) > 0) {
            body.put("known", random.nextInt(4) == 0 ? instant() : "2003-03-%02d".formatted(1 + random.nextInt(9)));
        }
        return body;
    }

    private String instant() {
        return Instant.parse("2003-03-01T00:00:00Z")
                .plusSeconds(3_600L * random.nextInt(300))
                .toString();
    }

    private String status() {
        return List.of("BANNED", "DESIGNATED", "OBSERVED").get(random.nextInt(3));
    }

    private String list() {
        return random.nextInt(4) == 0 ? "un-1988" : "kaz-national";
    }

    private String valid() {
        return VALID.get(random.nextInt(VALID.size())).formatted(1 + random.nextInt(12));
    }
}
