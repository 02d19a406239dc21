package org.geotimeline.projection.stance;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.time.AsOf;
import org.geotimeline.time.Known;

/** Answers in one sentence, with their clocks. Actors are told by their ids. */
final class Sentences {

    private Sentences() {}

    private static String asKnown(AsOf asOf) {
        return "As known %s (ledger position %d), ".formatted(when(asOf.knownAt()), asOf.position());
    }

    private static String when(Instant known) {
        LocalDate day = known.atOffset(ZoneOffset.UTC).toLocalDate();
        return known.equals(Known.lastMoment(day)) ? "on " + day : "at " + known;
    }

    static String matrix(AsOf asOf, List<Stance> rows) {
        if (rows.isEmpty()) {
            return asKnown(asOf) + "no act on file says anything about this on %s.".formatted(asOf.validAt());
        }
        return rows.size() == 1 ? asKnown(asOf) + one(asOf, rows.get(0)) : asKnown(asOf) + many(asOf, rows);
    }

    private static String one(AsOf asOf, Stance row) {
        String dimension = row.dimension().replace('_', ' ');
        String of = dimension.endsWith("tion") ? "of" : "toward"; // designation of, representation sent toward
        String what = "%s's %s %s %s on %s".formatted(row.actor(), dimension, of, row.subject(), asOf.validAt());
        boolean usual = row.process() == null || row.process().equals("NONE");
        String process = usual ? "" : ", with process " + row.process();
        String since = row.since() == null ? "" : ", since " + row.since();
        String value = switch (row.certainty()) {
            case "CERTAIN" -> "was %s%s%s".formatted(row.told(), process, since);
            case "POSSIBLE" ->
                "was possibly %s%s%s"
                        .formatted(
                                row.alternatives().stream().map(String::valueOf).collect(joining(" or ")),
                                process,
                                since);
            default -> "is not on file" + process;
        };
        return "%s %s.".formatted(what, value);
    }

    private static String many(AsOf asOf, List<Stance> rows) {
        Map<String, Integer> told = new TreeMap<>();
        for (Stance row : rows) {
            String as =
                    row.value() != null ? row.told() : row.certainty().equals("POSSIBLE") ? "possibly" : "without data";
            told.merge(row.dimension().replace('_', ' ') + " " + as, 1, Integer::sum);
        }
        String counts = told.entrySet().stream()
                .map(e -> "%s %d".formatted(e.getKey(), e.getValue()))
                .collect(joining(", "));
        long dyads = rows.stream()
                .map(r -> r.actor() + "\t" + r.subject())
                .distinct()
                .count();
        return "%d rows of %d dyads on %s: %s.".formatted(rows.size(), dyads, asOf.validAt(), counts);
    }

    static String intervals(
            AsOf asOf, String actor, String subject, List<String> dimensions, List<Stance.Interval> rows) {
        String what = dimensions.stream().map(d -> d.replace('_', ' ')).collect(joining(", "));
        if (rows.isEmpty()) {
            return asKnown(asOf)
                    + "no act on file says anything about %s of %s toward %s.".formatted(what, actor, subject);
        }
        return asKnown(asOf)
                + "%s of %s toward %s has %d %s."
                        .formatted(what, actor, subject, rows.size(), rows.size() == 1 ? "interval" : "intervals");
    }

    static String learned(AsOf asOf, String actor, String subject, List<Stance.Learned> rows) {
        return asKnown(asOf)
                + "%s toward %s on %s was known in %d %s."
                        .formatted(actor, subject, asOf.validAt(), rows.size(), rows.size() == 1 ? "way" : "ways");
    }

    /** Why a flag is no dimension of its own. */
    static String flag(Dimension dimension) {
        return "'%s' is told as the process of '%s'; ask for that dimension"
                .formatted(dimension.name(), dimension.of());
    }
}
