package org.geotimeline.projection.stance;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.geotimeline.act.Dossier;
import org.geotimeline.act.Nearest;
import org.geotimeline.projection.runtime.Answer;
import org.geotimeline.projection.runtime.BadQuestion;
import org.geotimeline.projection.runtime.Clocks;
import org.geotimeline.projection.runtime.StepTable;
import org.geotimeline.projection.runtime.Timeline;
import org.geotimeline.recording.Register;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where actors stand: the matrix on one day, one dyad over time, and why. */
@RestController
@RequestMapping("/api/v1/stances")
public final class StancesApi {

    private static final int MOST_ROWS = 1_000;
    private static final Set<String> CLOCKS = Set.of("validAt", "knownAt", "position", "rulebook", "after");

    private final FindStances find;
    private final Register register;
    private final Dossiers dossiers;
    private final LongSupplier applied;

    /**
     * @param steps those of {@link StanceProjection}
     * @param source where its tables are
     * @param applied the position up to which it has read the ledger
     */
    public StancesApi(StepTable steps, DataSource source, Register register, Dossiers dossiers, LongSupplier applied) {
        this.find = new FindStances(steps, source);
        this.register = register;
        this.dossiers = dossiers;
        this.applied = applied;
    }

    /** The clocks of an answer, and the rulebook that it was read by. */
    private record Asked(AsOf asOf, Rulebook rulebook) {}

    @GetMapping
    public Answer<Stance> stances(
            Clocks clocks,
            @RequestParam Map<String, String> given,
            @RequestParam(required = false) @Nullable List<String> subject,
            @RequestParam(required = false) @Nullable List<String> actor,
            @RequestParam(required = false) @Nullable List<String> dimension,
            @RequestParam(required = false) @Nullable List<String> value) {
        only(given, Set.of("subject", "actor", "dimension", "value", "all", "limit", "cursor"));
        List<String> subjects = registered("subject", subject);
        List<String> actors = registered("actor", actor);
        if (subjects.isEmpty() && actors.isEmpty()) {
            throw new BadQuestion("subject", "a subject or an actor is required, as in subject=TAL");
        }
        boolean all = all(given.get("all"));
        int limit = limit(given.get("limit"));
        Cursor cursor = Cursor.read(given.get("cursor"));
        Asked asked = cursor == null ? asked(clocks) : new Asked(cursor.asOf(), rulebook(cursor));
        List<String> dimensions = dimensions(asked.rulebook(), dimension);
        List<String> values = values(asked.rulebook(), dimensions, value);
        Collection<String> named = new TreeSet<>(actors);
        if (all && actors.isEmpty()) {
            named.addAll(register.states());
        }
        List<Stance> rows = find.rows(asked.rulebook(), actors, subjects, dimensions, named, asked.asOf()).stream()
                .filter(row -> values.isEmpty() || values.stream().anyMatch(row::maybe))
                .toList();
        String summary = Sentences.matrix(asked.asOf(), rows);
        List<Stance> left = cursor == null
                ? rows
                : rows.stream()
                        .filter(row -> key(row).compareTo(cursor.last()) > 0)
                        .toList();
        List<Stance> page = left.subList(0, Math.min(limit, left.size()));
        boolean complete = page.size() == left.size();
        String next = complete
                ? null
                : new Cursor(asked.asOf(), asked.rulebook().version(), key(page.get(page.size() - 1))).written();
        return answer(asked, summary, page, complete, next);
    }

    @GetMapping("/{actor}/{subject}")
    public Answer<Stance.Held> intervals(
            Clocks clocks,
            @RequestParam Map<String, String> given,
            @PathVariable String actor,
            @PathVariable String subject,
            @RequestParam(required = false) @Nullable List<String> dimension) {
        only(given, Set.of("dimension"));
        registered("actor", List.of(actor));
        registered("subject", List.of(subject));
        Asked asked = asked(clocks);
        List<String> dimensions = dimensions(asked.rulebook(), dimension);
        List<Stance.Held> rows = find.intervals(asked.rulebook(), actor, subject, dimensions, asked.asOf());
        return answer(asked, Sentences.intervals(asked.asOf(), actor, subject, dimensions, rows), rows, true, null);
    }

    @GetMapping("/explain")
    public Answer<Explanation> explain(
            Clocks clocks,
            @RequestParam Map<String, String> given,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable List<String> dimension) {
        only(given, Set.of("actor", "subject", "dimension"));
        String who = one("actor", actor);
        String whom = one("subject", subject);
        Asked asked = asked(clocks);
        Rulebook rulebook = asked.rulebook();
        List<String> dimensions = dimensions(rulebook, dimension);
        long position = asked.asOf().position();
        List<Dossier> files = find.acts(Timeline.of(rulebook.version(), who, whom), position).stream()
                .map(act -> dossiers.of(act, position))
                .toList();
        var writer = new Explanation.Writer(rulebook, who, whom, files, asked.asOf());
        List<Stance> rows = dimensions.stream()
                .map(name -> find.row(rulebook, who, whom, rulebook.dimension(name), asked.asOf()))
                .toList();
        List<Explanation> why = rows.stream().map(writer::explain).toList();
        return answer(asked, Sentences.matrix(asked.asOf(), rows), why, true, null);
    }

    // ------------------------------------------------------------------------------------------- the parameters

    private Asked asked(Clocks clocks) {
        AsOf asOf = clocks.of(StanceProjection.NAME);
        return new Asked(asOf, find.rulebook(clocks.rulebook(asOf), asOf.position()));
    }

    private Rulebook rulebook(Cursor cursor) {
        return find.rulebook(cursor.rulebook(), cursor.asOf().position());
    }

    private <R> Answer<R> answer(Asked asked, String summary, List<R> rows, boolean complete, @Nullable String next) {
        var view = new Answer.View(
                "stance", "1", Math.max(applied.getAsLong(), asked.asOf().position()));
        return new Answer<>(asked.asOf(), asked.rulebook().version(), view, summary, rows, complete, next);
    }

    private static void only(Map<String, String> given, Set<String> own) {
        Set<String> known = new TreeSet<>(own);
        known.addAll(CLOCKS);
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                throw new BadQuestion(name, "there is no parameter '%s' here".formatted(name), Nearest.to(name, known));
            }
        }
    }

    private String one(String parameter, @Nullable String name) {
        if (name == null || name.isEmpty()) {
            throw new BadQuestion(parameter, "%s is required".formatted(parameter));
        }
        return registered(parameter, List.of(name)).get(0);
    }

    private List<String> registered(String parameter, @Nullable List<String> names) {
        List<String> asked = names == null ? List.of() : names;
        for (String name : asked) {
            if (!register.has("actor", name)) {
                throw new BadQuestion(
                        parameter, "no actor is registered as '%s'".formatted(name), register.nearest("actor", name));
            }
        }
        return asked;
    }

    /** The dimensions asked for, or all that have an answer. */
    private static List<String> dimensions(Rulebook rulebook, @Nullable List<String> names) {
        List<String> answered = rulebook.dimensions().values().stream()
                .filter(Cells::answered)
                .map(Dimension::name)
                .sorted()
                .toList();
        if (names == null || names.isEmpty()) {
            return answered;
        }
        for (String name : names) {
            Dimension dimension = rulebook.dimensions().get(name);
            if (dimension == null) {
                throw new BadQuestion(
                        "dimension",
                        "rulebook %s has no dimension '%s'".formatted(rulebook.version(), name),
                        Nearest.to(name, answered));
            }
            if (!Cells.answered(dimension)) {
                throw new BadQuestion("dimension", Sentences.unanswered(dimension), answered);
            }
        }
        return names.stream().distinct().toList();
    }

    private static List<String> values(Rulebook rulebook, List<String> dimensions, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        var known = new TreeSet<>(Set.of(Rulebook.NO_DATA));
        dimensions.forEach(name -> known.addAll(rulebook.dimension(name).values()));
        for (String value : values) {
            if (!known.contains(value)) {
                throw new BadQuestion(
                        "value",
                        "'%s' is no value of %s".formatted(value, String.join(", ", dimensions)),
                        Nearest.to(value, known));
            }
        }
        return values;
    }

    private static boolean all(@Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new BadQuestion("all", "'%s' is neither true nor false".formatted(text));
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return MOST_ROWS;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_ROWS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new BadQuestion("limit", "'%s' is not a number from 1 to %d".formatted(text, MOST_ROWS));
    }

    private static String key(Stance row) {
        return String.join("\t", row.actor(), row.subject(), row.dimension());
    }

    /** Where a page ended; it pins the clocks and the rulebook. */
    private record Cursor(AsOf asOf, String rulebook, String last) {

        private static final int PARTS = 5;

        String written() {
            String text = String.join(
                    "\n",
                    asOf.validAt().toString(),
                    asOf.knownAt().toString(),
                    Long.toString(asOf.position()),
                    rulebook,
                    last);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static @Nullable Cursor read(@Nullable String written) {
            if (written == null) {
                return null;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(written), StandardCharsets.UTF_8);
                var parts = new ArrayList<>(List.of(text.split("\n", -1)));
                if (parts.size() == PARTS) {
                    var asOf = new AsOf(
                            LocalDate.parse(parts.get(0)), Instant.parse(parts.get(1)), Long.parseLong(parts.get(2)));
                    return new Cursor(asOf, parts.get(3), parts.get(4));
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // told below
            }
            throw new BadQuestion("cursor", "this is not a cursor of such an answer; take 'next' as it stands");
        }
    }
}
