package org.geotimeline.question;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The comparison of two answers to one question, by way of the two answers between them. */
final class AnswerComparison {

    private static final List<String> ACTS = List.of("acts");

    private final Question question;
    private final RowsOf rowsOf;
    private final Reasons reasons;
    private final WholeAnswer left;
    private final WholeAnswer right;
    private final Map<Map<String, String>, ObjectNode> before;
    private final Map<Map<String, String>, ObjectNode> knowledge;
    private final Map<Map<String, String>, ObjectNode> world;
    private final Map<Map<String, String>, ObjectNode> after;
    private final Map<String, Integer> counts = new TreeMap<>();

    /**
     * @param knowledge the left day and rulebook with the knowledge of the right side
     * @param world the left rulebook with the day and the knowledge of the right side
     */
    AnswerComparison(
            Question question,
            RowsOf rowsOf,
            Reasons reasons,
            WholeAnswer left,
            WholeAnswer knowledge,
            WholeAnswer world,
            WholeAnswer right) {
        this.question = question;
        this.rowsOf = rowsOf;
        this.reasons = reasons;
        this.left = left;
        this.right = right;
        this.before = byName(left);
        this.knowledge = byName(knowledge);
        this.world = byName(world);
        this.after = byName(right);
    }

    private Map<Map<String, String>, ObjectNode> byName(WholeAnswer answer) {
        var rows = new LinkedHashMap<Map<String, String>, ObjectNode>();
        for (ObjectNode row : answer.rows()) {
            Map<String, String> name = new TreeMap<>(answer.name(rowsOf, row));
            name.remove("rulebook"); // two versions of a rulebook answer the same row
            rows.put(name, row);
        }
        return rows;
    }

    /** @param all true for equal rows as well */
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
            boolean same = Objects.equals(before.get(name), after.get(name));
            equal += same ? 1 : 0;
            if (!same || all) {
                rows.add(row(name, same));
            }
        }
        int changed = names.size() - equal;
        answer.put("summary", summary(changed, equal));
        answer.put("changed", changed).put("equal", equal);
        ObjectNode causes = answer.putObject("causes");
        counts.forEach(causes::put);
        answer.set("rows", rows);
        answer.put("complete", left.complete() && right.complete());
        return answer;
    }

    private static void side(ObjectNode side, WholeAnswer answer) {
        side.set("asOf", answer.body().path("asOf"));
        side.put("rulebook", answer.body().path("rulebook").asString(null));
        side.put("address", answer.pinned().toString());
    }

    private String summary(int changed, int equal) {
        List<String> causes = counts.entrySet().stream()
                .map(count -> "%s %d".formatted(count.getKey(), count.getValue()))
                .toList();
        return "%d %s, %d %s equal%s."
                .formatted(
                        changed,
                        changed == 1 ? "row differs" : "rows differ",
                        equal,
                        equal == 1 ? "is" : "are",
                        causes.isEmpty() ? "" : ": " + String.join(", ", causes));
    }

    private ObjectNode row(Map<String, String> name, boolean same) {
        ObjectNode row = Questions.object();
        name.forEach((field, value) -> row.put(field, value.isEmpty() ? null : value));
        row.set("left", before.get(name));
        row.set("right", after.get(name));
        ArrayNode list = row.putArray("causes");
        if (!same) {
            List<Cause> causes = causes(name);
            causes.forEach(cause -> list.add(cause.json()));
            causes.stream().map(Cause::word).distinct().forEach(word -> counts.merge(word, 1, Integer::sum));
            row.put("cause", causes.isEmpty() ? null : causes.getLast().word());
        }
        return row;
    }

    // ----------------------------------------------------------------------------------------------------- causes

    private record Cause(String word, Set<String> acts) {

        ObjectNode json() {
            ObjectNode cause = Questions.object().put("cause", word);
            ArrayNode list = cause.putArray("acts");
            acts.forEach(list::add);
            return cause;
        }
    }

    /** The causes of the steps on which the row changed, in their order. */
    private List<Cause> causes(Map<String, String> name) {
        ObjectNode first = before.get(name);
        ObjectNode learned = knowledge.get(name);
        ObjectNode moved = world.get(name);
        var causes = new ArrayList<Cause>();
        if (!Objects.equals(first, learned)) {
            ObjectNode row = first == null ? learned : first;
            if (row != null) {
                learned(row).forEach((word, acts) -> causes.add(new Cause(word, acts)));
            }
        }
        if (!Objects.equals(learned, moved)) {
            causes.add(new Cause("world changed", newActs(moved, learned)));
        }
        if (!Objects.equals(moved, after.get(name))) {
            causes.add(new Cause("rulebook changed", Set.of()));
        }
        return causes;
    }

    /** The acts that are known to one side only and change the row. */
    private Map<String, Set<String>> learned(ObjectNode row) {
        AsOf known = left.asOf();
        AsOf later =
                new AsOf(known.validAt(), right.asOf().knownAt(), right.asOf().position());
        CellReasons cell = reasons.of(left, rowsOf, row, Math.max(known.position(), later.position()));
        Map<String, Set<String>> causes = cell.causes(known, later);
        return causes.isEmpty() ? Map.of("we learned", RowActs.of(row, ACTS)) : causes;
    }

    /** The acts of a row that its old state does not name; all acts of the row if there are none. */
    private static Set<String> newActs(@Nullable ObjectNode row, @Nullable ObjectNode old) {
        ObjectNode named = row == null ? old : row;
        Set<String> acts = named == null ? Set.of() : RowActs.of(named, ACTS);
        Set<String> fresh = new TreeSet<>(acts);
        if (old != null) {
            fresh.removeAll(RowActs.of(old, ACTS));
        }
        return fresh.isEmpty() ? acts : fresh;
    }
}
