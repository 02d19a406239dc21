package org.geotimeline.projection.stance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.rulebook.TestRulebooks;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories of a few acts between a few actors: uncertain days, relations, rulebooks, denials, what ends and what
 * held in any order, and everything that can be said about acts.
 */
final class StanceHistories {

    static final List<String> ACTORS = List.of("KAZ", "IRN");
    static final List<String> SUBJECTS = List.of("TAL", "TAL", "AFG", "TAL_INDIVIDUALS");

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

    private static final ActHistories.Cast CAST =
            new ActHistories.Cast(ACTORS, SUBJECTS, TYPES, StanceHistories::fields);

    private StanceHistories() {}

    static List<Act> random(Random random, int length) {
        var history = new ActHistories(random, CAST);
        var places = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            places.add(random.nextInt(length));
        }
        for (int i = 0; i < length; i++) {
            for (int what = 0; what < places.size(); what++) {
                if (places.get(what) == i) {
                    published(history, what);
                }
            }
            history.next();
        }
        return history.acts();
    }

    private static void published(ActHistories history, int what) {
        if (what < 2) {
            var body = history.start("RulebookPublished", "rulebook:1." + what);
            body.set("rulebook", TestRulebooks.document("1." + what));
            history.add(body);
        } else {
            ObjectNode body = history.start("RelationRecorded", "REL-" + what);
            body.put("relation", what == 2 ? "controls" : "part-of");
            body.put("from", what == 2 ? "TAL" : "TAL_INDIVIDUALS");
            body.put("to", what == 2 ? "AFG" : "TAL");
            body.put("valid", history.held());
            history.add(body);
            history.sayOf("REL-" + what);
        }
    }

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (type.startsWith("Listing") || type.startsWith("Delisting")) {
            act.put("list", "national");
        }
        if (type.equals("ListingImposed")) {
            act.put("status", any(random, List.of("BANNED", "ASSET_DESIGNATION", "INDIVIDUALS_ONLY")));
        }
        if (List.of("ChargeAccepted", "CredentialsCopyPresented", "MissionHandedOver", "RepresentationDowngraded")
                .contains(type)) {
            act.put("sender", subject).put("receiver", actor);
        }
        if (List.of("MissionHandedOver", "RepresentationDowngraded").contains(type)) {
            act.put("level", any(random, List.of("NONE", "CONSULAR_OR_TECHNICAL", "CHARGE")));
        }
    }

    private static String any(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
