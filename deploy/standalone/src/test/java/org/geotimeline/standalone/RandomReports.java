package org.geotimeline.standalone;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random acts of actors of the Afghanistan data set; some correct or retract an earlier act. */
final class RandomReports {

    /** Many actors, because a view folds all acts of one actor, or of a pair, together. */
    private static final List<String> ACTORS = List.of(
            "AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI HRV CUB CYP CZE PRK COD DNK DJI"
                    .split(" "));

    private static final List<String> CONDITIONS =
            List.of("counter_terrorism", "human_rights", "women_rights", "inclusive_government", "aid_access");
    private static final LocalDate FIRST = LocalDate.of(2021, 9, 1);
    private static final int DAYS = 900;

    private final Random random;
    private final List<String> onFile = new ArrayList<>();
    private final List<String> reported = new ArrayList<>();
    private int number;

    RandomReports(Random random) {
        this.random = random;
    }

    List<ReportedAct> next(String node, int count) {
        return IntStream.range(0, count).mapToObj(i -> next(node)).toList();
    }

    /** All acts reported so far are on file, so that later acts can be about them. */
    void settled() {
        onFile.addAll(reported);
        reported.clear();
    }

    private ReportedAct next(String node) {
        String id = "fault-" + ++number;
        int kind = random.nextInt(10);
        if (kind < 2 && !onFile.isEmpty()) {
            String act = onFile.remove(random.nextInt(onFile.size()));
            String body = kind == 0 ? """
                        {"type": "ActRetracted", "id": "%s", "act": "%s", "dataset": "afghanistan"}""" : """
                        {"type": "ActCorrected", "id": "%s", "act": "%s", "changes": {"valid": "2020-%02d"}, \
                        "dataset": "afghanistan"}""";
            return new ReportedAct(node, id, body.formatted(id, act, 1 + random.nextInt(12)));
        }
        reported.add(id);
        return act(
                node,
                id,
                switch (kind) {
                    case 3, 4 ->
                        "\"ConditionsSet\", \"conditions\": [\"%s\", \"%s\"]"
                                .formatted(CONDITIONS.get(random.nextInt(2)), CONDITIONS.get(2 + random.nextInt(3)));
                    case 5 -> "\"AccusationMade\"";
                    case 6 -> "\"PledgeMade\"";
                    default -> "\"VisitMade\"";
                });
    }

    /** An id that every node reports with its own body, so that at most one of them can be on file. */
    List<ReportedAct> contested(List<String> nodes) {
        String id = "contested-" + ++number;
        return nodes.stream()
                .map(node -> act(node, id, "\"VisitMade\", \"place\": \"" + node + "\""))
                .toList();
    }

    private ReportedAct act(String node, String id, String kind) {
        int actor = random.nextInt(ACTORS.size());
        LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
        return new ReportedAct(node, id, """
                {"type": %s, "id": "%s", "phase": "effective", "valid": "%s", "known": "%s", "actors": [{"id": "%s"}], \
                "subjects": [{"id": "%s"}], "dataset": "afghanistan"}""".formatted(
                        kind,
                        id,
                        day,
                        day.plusDays(random.nextInt(60)),
                        ACTORS.get(actor),
                        ACTORS.get((actor + 1 + random.nextInt(ACTORS.size() - 1)) % ACTORS.size())));
    }
}
