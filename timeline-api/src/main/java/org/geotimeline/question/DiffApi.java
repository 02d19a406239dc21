package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.runtime.Refold;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Dossiers;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /diff}: how the answers to one question differ between two triples of clocks, and why.
 *
 * <p>The way from left to right is gone in three steps, so that each change has its own cause: first what is known and
 * recorded, of the day of the left side (we learned, corrected or retracted), then the day asked about (the world changed),
 * then the rulebook. So what happened after the left day is a change of the world, also where nobody could know it then.
 */
@RestController
@RequestMapping("/api/v1/diff")
class DiffApi {

    private static final List<String> CLOCKS = List.of("validAt", "knownAt", "position", "rulebook");

    private final Questions questions;
    private final Dossiers dossiers;
    private final StepTables steps;
    private final Refold refold;

    DiffApi(Questions questions, Dossiers dossiers, StepTables steps, DataSource source) {
        this.questions = questions;
        this.dossiers = dossiers;
        this.steps = steps;
        this.refold = new Refold(source);
    }

    /**
     * The differences between the answers to one question under two sets of clocks, with the causes of each.
     *
     * @param question {@code stances?subject=TAL}, without clocks
     * @param left {@code validAt:2024-10-20,knownAt:2024-10-20}; what is missing means now
     * @param right the same
     * @param all also the rows that do not differ
     */
    @GetMapping(name = "compareAnswers")
    ObjectNode diff(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam @Nullable String question,
            @RequestParam @Nullable String left,
            @RequestParam @Nullable String right,
            @RequestParam @Nullable Boolean all) {
        Question asked = Question.parse(question);
        CLOCKS.forEach(clock -> refuse(asked, clock));
        var differing = new Differing(request, response, asked, clocks("left", left), clocks("right", right));
        return differing.answer(Boolean.TRUE.equals(all));
    }

    private static void refuse(Question asked, String clock) {
        if (asked.parameters().containsKey(clock)) {
            throw new BadQuestion("question", "%s is said in left and right, not in the question".formatted(clock));
        }
    }

    private static Map<String, String> clocks(String side, @Nullable String text) {
        if (text == null) {
            throw new BadQuestion(side, "%s is required, as in validAt:2024-10-20,knownAt:2024-10-20".formatted(side));
        }
        var clocks = new TreeMap<String, String>();
        for (String part : text.split(",")) {
            int at = part.indexOf(':');
            String name = at < 0 ? part : part.substring(0, at);
            if (at < 0 || !CLOCKS.contains(name)) {
                throw new BadQuestion(
                        side, "'%s' is no clock; expected validAt:2024-10-20,knownAt:2024-10-20".formatted(part));
            }
            clocks.put(name, part.substring(at + 1));
        }
        return clocks;
    }

    private final class Differing {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final Question question;
        private final Answered left;
        private final Answered right;
        private final RowsOf rowsOf;
        private final Map<Map<String, String>, ObjectNode> before;
        private final Map<Map<String, String>, ObjectNode> world;
        private final Map<Map<String, String>, ObjectNode> knowledge;
        private final Map<Map<String, String>, ObjectNode> after;
        private final Map<String, Integer> causes = new TreeMap<>();

        Differing(
                HttpServletRequest request,
                HttpServletResponse response,
                Question question,
                Map<String, String> leftClocks,
                Map<String, String> rightClocks) {
            this.request = request;
            this.response = response;
            this.question = question;
            this.left = ask(leftClocks);
            this.right = ask(rightClocks);
            RowsOf of = left.rowsOf();
            if (of == null) {
                throw new BadQuestion(
                        "question", "the rows of '%s' have no names to be compared by".formatted(question.path()));
            }
            this.rowsOf = of;
            Map<String, String> day = new TreeMap<>(right.clocks());
            day.remove("rulebook");
            if (left.clocks().containsKey("rulebook")) {
                day.put("rulebook", left.clocks().getOrDefault("rulebook", ""));
            }
            Map<String, String> known = new TreeMap<>(day);
            known.put("validAt", left.clocks().getOrDefault("validAt", ""));
            this.before = byName(left);
            this.knowledge = byName(ask(known));
            this.world = byName(ask(day));
            this.after = byName(right);
        }

        private Answered ask(Map<String, String> clocks) {
            return questions.ask(question.with(clocks), request, response);
        }

        private Map<Map<String, String>, ObjectNode> byName(Answered answered) {
            var rows = new LinkedHashMap<Map<String, String>, ObjectNode>();
            for (ObjectNode row : answered.rows()) {
                Map<String, String> name = new TreeMap<>(answered.name(rowsOf, row));
                name.remove("rulebook"); // two versions tell the same row
                rows.put(name, row);
            }
            return rows;
        }

        ObjectNode answer(boolean all) {
            var names = new LinkedHashSet<>(before.keySet());
            names.addAll(after.keySet());
            ObjectNode answer = Questions.object();
            answer.put("question", question.toString());
            side(answer.putObject("left"), left);
            side(answer.putObject("right"), right);
            ArrayNode rows = Questions.object().arrayNode();
            int equal = 0;
            for (Map<String, String> name : names) {
                ObjectNode old = before.get(name);
                ObjectNode now = after.get(name);
                boolean same = same(old, now);
                equal += same ? 1 : 0;
                if (!same || all) {
                    rows.add(row(name, old, now, same));
                }
            }
            answer.put("summary", summary(rows, equal, all));
            answer.put("changed", names.size() - equal).put("equal", equal);
            ObjectNode counts = answer.putObject("causes");
            causes.forEach(counts::put);
            answer.set("rows", rows);
            answer.put("complete", left.complete() && right.complete());
            return answer;
        }

        private static void side(ObjectNode side, Answered answered) {
            side.set("asOf", answered.body().path("asOf"));
            side.put("rulebook", answered.body().path("rulebook").asString(null));
            side.put("address", answered.pinned().toString());
        }

        private String summary(ArrayNode rows, int equal, boolean all) {
            int changed = all ? rows.size() - equal : rows.size();
            String by = causes.isEmpty()
                    ? ""
                    : ": "
                            + String.join(
                                    ", ",
                                    causes.entrySet().stream()
                                            .map(c -> "%s %d".formatted(c.getKey(), c.getValue()))
                                            .toList());
            return "%d %s, %d %s equal%s."
                    .formatted(
                            changed,
                            changed == 1 ? "row differs" : "rows differ",
                            equal,
                            equal == 1 ? "is" : "are",
                            by);
        }

        private ObjectNode row(
                Map<String, String> name, @Nullable ObjectNode old, @Nullable ObjectNode now, boolean same) {
            ObjectNode row = Questions.object();
            name.forEach((field, value) -> row.put(field, value.isEmpty() ? null : value));
            row.set("left", old);
            row.set("right", now);
            ArrayNode told = row.putArray("causes");
            if (!same) {
                causes(name).forEach(told::add);
                var words = new TreeSet<String>();
                told.forEach(cause -> words.add(cause.path("cause").asString()));
                words.forEach(word -> causes.merge(word, 1, Integer::sum));
                row.put(
                        "cause",
                        told.isEmpty()
                                ? null
                                : told.get(told.size() - 1).path("cause").asString());
            }
            return row;
        }

        /** Each step of the way on which the row changed, in order. */
        private List<ObjectNode> causes(Map<String, String> name) {
            var causes = new ArrayList<ObjectNode>();
            if (!same(before.get(name), knowledge.get(name))) {
                Optional.ofNullable(before.get(name))
                        .or(() -> Optional.ofNullable(knowledge.get(name)))
                        .ifPresent(row -> learned(row).forEach((word, acts) -> causes.add(cause(word, acts))));
            }
            if (!same(knowledge.get(name), world.get(name))) {
                causes.add(cause("world changed", moved(world.get(name), knowledge.get(name))));
            }
            if (!same(world.get(name), after.get(name))) {
                causes.add(cause("rulebook changed", Set.of()));
            }
            return causes;
        }

        /** The acts that tell the row now and did not before; those that tell it, where they are the same. */
        private static Set<String> moved(@Nullable ObjectNode now, @Nullable ObjectNode old) {
            Set<String> fresh = new TreeSet<>(acts(now, old));
            fresh.removeAll(acts(old, null));
            return fresh.isEmpty() ? acts(now, old) : fresh;
        }

        /** What one side knows and the other does not, as far as it makes the row another. */
        private Map<String, Set<String>> learned(ObjectNode row) {
            Timeline timeline = new Timeline(List.of(rowsOf.timeline()).stream()
                    .map(f -> left.text(row, f))
                    .toList());
            AsOf known = asOf(left, left);
            AsOf later = asOf(left, right);
            var knowledge = new CellReasons(
                    refold,
                    steps,
                    dossiers,
                    rowsOf,
                    timeline,
                    Cell.name(rowsOf.cell(), row),
                    Math.max(known.position(), later.position()));
            Map<String, Set<String>> causes = knowledge.causes(known, later);
            return causes.isEmpty() ? Map.of("we learned", acts(row, null)) : causes;
        }

        private static AsOf asOf(Answered day, Answered known) {
            JsonNode clocks = known.body().path("asOf");
            return new AsOf(
                    LocalDate.parse(day.body().path("asOf").path("validAt").asString()),
                    Instant.parse(clocks.path("knownAt").asString()),
                    clocks.path("position").asLong());
        }

        private static ObjectNode cause(String word, Set<String> acts) {
            ObjectNode cause = Questions.object().put("cause", word);
            ArrayNode list = cause.putArray("acts");
            acts.forEach(list::add);
            return cause;
        }

        private static Set<String> acts(@Nullable ObjectNode row, @Nullable ObjectNode otherwise) {
            var acts = new TreeSet<String>();
            JsonNode from = row != null ? row : otherwise;
            if (from != null) {
                from.path("acts").forEach(act -> acts.add(act.asString()));
                from.path("act").asStringOpt().ifPresent(acts::add);
                if (acts.isEmpty()) {
                    from.path("id").asStringOpt().ifPresent(acts::add);
                }
            }
            return acts;
        }
    }

    private static boolean same(@Nullable ObjectNode a, @Nullable ObjectNode b) {
        return a == null ? b == null : a.equals(b);
    }
}
