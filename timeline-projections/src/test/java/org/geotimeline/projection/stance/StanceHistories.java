package org.geotimeline.projection.stance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.rulebook.TestRulebooks;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories of a few acts between a few actors: uncertain days, relations, rulebooks, denials, what ends and what
 * held in any order, and everything that can be said of acts.
 */
final class StanceHistories {

    static final List<String> ACTORS = List.of("KAZ", "IRN");
    static final List<String> SUBJECTS = List.of("TAL", "TAL", "AFG", "TAL_INDIVIDUALS");

    private static final List<String> VALID = List.of(
            "2003-02-%02d",
            "2003-02-%02d",
            "2003-02-%02d",
            "2003-02-%02d~",
            "[2003-02-%02d..2003-02-10]",
            "[..2003-02-%02d]",
            "[2003-02-%02d..]",
            "2003-02-%02d/..");

    private static final List<String> TYPES = List.of(
            "ListingImposed",
            "ListingLifted",
            "ListingSuspended",
            "DelistingAnnounced",
            "Recognised",
            "RecognitionWithdrawn",
            "ChargeAccepted",
            "CredentialsCopyPresented",
            "MissionHandedOver",
            "MissionHandedOver",
            "RepresentationDowngraded",
            "StatementMade",
            "DenialMade");

    private final Random random;
    private final List<Act> acts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int sayings;

    private StanceHistories(Random random) {
        this.random = random;
    }

    static List<Act> random(Random random, int length) {
        var history = new StanceHistories(random);
        var places = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            places.add(random.nextInt(length));
        }
        for (int i = 0; i < length; i++) {
            for (int what = 0; what < places.size(); what++) {
                if (places.get(what) == i) {
                    history.published(what);
                }
            }
            history.next();
        }
        return history.acts;
    }

    private void published(int what) {
        if (what < 2) {
            var body = start("RulebookPublished", "rulebook:1." + what);
            body.set("rulebook", TestRulebooks.document("1." + what));
            add(body);
        } else {
            ObjectNode body = start("RelationRecorded", "REL-" + what);
            body.put("relation", what == 2 ? "controls" : "part-of");
            body.put("from", what == 2 ? "TAL" : "TAL_INDIVIDUALS");
            body.put("to", what == 2 ? "AFG" : "TAL");
            body.put("valid", held());
            add(body);
            ids.add("REL-" + what);
        }
    }

    private String held() {
        int from = 1 + random.nextInt(8);
        return random.nextBoolean()
                ? "2003-02-%02d/..".formatted(from)
                : "2003-02-%02d/2003-02-%02d".formatted(from, from + random.nextInt(5));
    }

    private void next() {
        int dice = random.nextInt(20);
        if (ids.isEmpty() || dice < 13) {
            record();
        } else if (dice == 13) {
            merge();
        } else {
            say();
        }
    }

    private void record() {
        String id = "A" + (ids.size() + 1);
        String type = any(TYPES);
        ObjectNode act = start(type, id);
        act.put("phase", phase(type));
        act.put("valid", valid());
        String actor = any(ACTORS);
        String subject = any(SUBJECTS);
        act.putArray("actors").addObject().put("id", actor);
        act.putArray("subjects").addObject().put("id", subject);
        fields(type, act, actor, subject);
        if (random.nextInt(3) == 0) {
            act.put("instrument", any(List.of("court", "spokesman")));
        }
        if (random.nextInt(3) == 0) {
            act.put("ends", other(id));
        }
        if (type.equals("StatementMade") || type.equals("DenialMade")) {
            ObjectNode link = act.putArray("links").addObject();
            link.put("relation", type.equals("DenialMade") ? "denies" : "holds").put("act", other(id));
            if (type.equals("StatementMade")) {
                act.put("holdsOn", "2003-02-%02d".formatted(1 + random.nextInt(9)));
            }
        }
        ids.add(id);
        add(act);
    }

    /** One that is on file, or may come. */
    private String other(String than) {
        String other = "A" + (1 + random.nextInt(ids.size() + 2));
        return other.equals(than) ? "A0" : other;
    }

    private void fields(String type, ObjectNode act, String actor, String subject) {
        if (type.startsWith("Listing") || type.startsWith("Delisting")) {
            act.put("list", "national");
        }
        if (type.equals("ListingImposed")) {
            act.put("status", any(List.of("BANNED", "ASSET_DESIGNATION", "INDIVIDUALS_ONLY")));
        }
        if (List.of("ChargeAccepted", "CredentialsCopyPresented", "MissionHandedOver", "RepresentationDowngraded")
                .contains(type)) {
            act.put("sender", subject).put("receiver", actor);
        }
        if (List.of("MissionHandedOver", "RepresentationDowngraded").contains(type)) {
            act.put("level", any(List.of("NONE", "CONSULAR_OR_TECHNICAL", "CHARGE")));
        }
    }

    private String phase(String type) {
        if (type.equals("DelistingAnnounced")) {
            return "announced";
        }
        return random.nextInt(6) == 0 ? "claimed" : "effective";
    }

    private void merge() {
        String kept = any(ids);
        String merged = any(ids);
        if (!kept.equals(merged) && kept.startsWith("A") && merged.startsWith("A") && kept.compareTo(merged) < 0) {
            add(start("ActsMerged", "S" + ++sayings).put("act", kept).put("merged", merged));
        }
    }

    private void say() {
        String about = any(ids);
        String type = any(List.of("ActCorrected", "ActCorrected", "ActCorrected", "ActRetracted", "ActConfirmed"));
        ObjectNode said = start(type, "S" + ++sayings).put("act", about);
        if (type.equals("ActCorrected")) {
            ObjectNode changes = said.putObject("changes");
            int what = about.startsWith("REL") ? 9 : random.nextInt(4);
            switch (what) {
                case 0 -> changes.putArray("subjects").addObject().put("id", any(SUBJECTS));
                case 1 -> changes.put("ends", other(about));
                case 9 -> changes.put("valid", held());
                default -> changes.put("valid", valid());
            }
        }
        add(said);
    }

    private ObjectNode start(String type, String id) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
        if (random.nextInt(4) > 0) {
            body.put("known", "2003-03-%02d".formatted(1 + random.nextInt(9)));
        }
        return body;
    }

    private String valid() {
        return any(VALID).formatted(1 + random.nextInt(9));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void add(ObjectNode body) {
        try {
            acts.add(ActJson.read(body));
        } catch (IllegalArgumentException e) {
            throw new AssertionError(body.toString(), e);
        }
    }
}
