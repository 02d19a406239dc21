package org.geotimeline.projection.stance;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.json.Nearest;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RegisteredNames;
import org.geotimeline.projection.query.ResultPage;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Dossiers;
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
class StancesApi {

    private final FindStances find;
    private final Register register;
    private final RegisteredNames names;
    private final Dossiers dossiers;

    StancesApi(StepTables tables, DataSource source, Register register, Dossiers dossiers) {
        this.find = new FindStances(tables.of(StanceProjection.NAME), source);
        this.register = register;
        this.names = new RegisteredNames(register);
        this.dossiers = dossiers;
    }

    /** The clocks of an answer, and the rulebook that it was read by. */
    private record Asked(AsOf asOf, Rulebook rulebook) {}

    /**
     * Where actors stand on one day, a row for each actor, subject and dimension that has an answer; an actor that is named,
     * and with {@code all} every state, also where there is none.
     *
     * @param all whether states without an answer have a row too
     */
    @GetMapping(name = "listStances")
    @RowsOf(
            projection = StanceProjection.NAME,
            timeline = {"rulebook", "actor", "subject"},
            cell = "{dimension}")
    Answer<Stance> stances(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") List<String> subject,
            @RequestParam @Nullable @AllowedWords(registered = "actor") List<String> actor,
            @RequestParam @Nullable List<String> dimension,
            @RequestParam @Nullable List<String> value,
            @RequestParam @Nullable Boolean all,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        List<String> subjects = registered("subject", subject);
        List<String> actors = registered("actor", actor);
        if (subjects.isEmpty() && actors.isEmpty()) {
            throw new BadQuestion("subject", "a subject or an actor is required, as in subject=TAL");
        }
        Asked asked = asked(clocks, subjects);
        List<String> dimensions = dimensions(asked.rulebook(), dimension);
        List<String> values = values(asked.rulebook(), dimensions, value);
        Collection<String> named = new TreeSet<>(actors);
        if (Boolean.TRUE.equals(all) && actors.isEmpty()) {
            named.addAll(register.states());
        }
        List<Stance> rows = find.rows(asked.rulebook(), actors, subjects, dimensions, named, asked.asOf()).stream()
                .filter(row -> values.isEmpty() || values.stream().anyMatch(row::maybe))
                .toList();
        ResultPage<Stance> page = ResultPage.of(rows, StancesApi::key, limit, cursor, asked.asOf(), clocks.question());
        return answer(asked, Sentences.matrix(asked.asOf(), rows), page.rows(), page.complete(), page.next());
    }

    /**
     * The stance of one actor toward one subject over time, an interval a row.
     *
     * @param over {@code valid}, the intervals over valid time, or {@code known}: how the one day was known over time
     */
    @GetMapping(name = "getStanceHistory", path = "/{actor}/{subject}")
    @RowsOf(
            projection = StanceProjection.NAME,
            timeline = {"rulebook", "actor", "subject"},
            cell = "{dimension}")
    Answer<?> intervals(
            Clocks clocks,
            @PathVariable @AllowedWords(registered = "actor") String actor,
            @PathVariable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable List<String> dimension,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over) {
        registered("actor", List.of(actor));
        registered("subject", List.of(subject));
        boolean known = "known".equals(over);
        Asked asked = asked(clocks, List.of(subject));
        Rulebook rulebook = asked.rulebook();
        List<String> dimensions = dimensions(rulebook, dimension);
        if (known) {
            List<Stance.Learned> rows = find.learned(rulebook, actor, subject, dimensions, asked.asOf());
            return answer(asked, Sentences.learned(asked.asOf(), actor, subject, rows), rows, true, null);
        }
        List<Stance.Interval> rows = find.intervals(rulebook, actor, subject, dimensions, asked.asOf());
        return answer(asked, Sentences.intervals(asked.asOf(), actor, subject, dimensions, rows), rows, true, null);
    }

    /** The reasons for the stance of one actor toward one subject: the acts and the rules of the rulebook. */
    @GetMapping(name = "explainStances", path = "/explain")
    Answer<Explanation> explain(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String actor,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String subject,
            @RequestParam @Nullable List<String> dimension) {
        String who = one("actor", actor);
        String whom = one("subject", subject);
        Asked asked = asked(clocks, List.of(whom));
        Rulebook rulebook = asked.rulebook();
        List<String> dimensions = dimensions(rulebook, dimension);
        long position = asked.asOf().position();
        List<Dossier> files = find.acts(Timeline.of(rulebook.version(), who, whom), position).stream()
                .map(act -> dossiers.of(act.text(), position))
                .toList();
        var writer = new Explanation.Writer(rulebook, who, whom, files, asked.asOf());
        List<Stance> rows = dimensions.stream()
                .map(name -> find.row(rulebook, who, whom, name, asked.asOf()))
                .toList();
        List<Explanation> why = rows.stream().map(writer::explain).toList();
        return answer(asked, Sentences.matrix(asked.asOf(), rows), why, true, null);
    }

    // ------------------------------------------------------------------------------------------- the parameters

    private Asked asked(Clocks clocks, List<String> subjects) {
        AsOf asOf = clocks.of(StanceProjection.NAME);
        return new Asked(asOf, find.rulebook(clocks.rulebook(asOf, subjects), asOf.position()));
    }

    private <R> Answer<R> answer(Asked asked, String summary, List<R> rows, boolean complete, @Nullable String next) {
        var view = Answer.View.of(find.name(), asked.asOf().position());
        return new Answer<>(asked.asOf(), asked.rulebook().version(), view, summary, rows, complete, next);
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
            this.names.check(parameter, "actor", name);
        }
        return asked;
    }

    /** The dimensions asked for, or all that have an answer. */
    private static List<String> dimensions(Rulebook rulebook, @Nullable List<String> names) {
        var answered = new TreeSet<>(Set.of(Rulebook.PROFILE));
        rulebook.dimensions().values().stream()
                .filter(d -> d.kind() != Dimension.Kind.FLAG)
                .forEach(d -> answered.add(d.name()));
        if (names == null || names.isEmpty()) {
            return List.copyOf(answered);
        }
        for (String name : names) {
            Dimension dimension = rulebook.dimensions().get(name);
            if (dimension != null && dimension.kind() == Dimension.Kind.FLAG) {
                throw new BadQuestion("dimension", Sentences.flag(dimension), List.copyOf(answered));
            }
            if (!answered.contains(name)) {
                throw new BadQuestion(
                        "dimension",
                        "rulebook %s has no dimension '%s'".formatted(rulebook.version(), name),
                        Nearest.to(name, answered));
            }
        }
        return names.stream().distinct().toList();
    }

    private static List<String> values(Rulebook rulebook, List<String> dimensions, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        var known = new TreeSet<>(Set.of(Rulebook.NO_DATA));
        for (String name : dimensions) {
            if (name.equals(Rulebook.PROFILE)) {
                rulebook.profile().rows().forEach(row -> known.add(row.profile()));
                known.add(rulebook.profile().byDefault());
            } else {
                known.addAll(rulebook.dimension(name).values());
            }
        }
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

    private static List<String> key(Stance row) {
        return List.of(row.actor(), row.subject(), row.dimension());
    }
}
