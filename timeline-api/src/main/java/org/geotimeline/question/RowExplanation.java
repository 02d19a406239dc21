package org.geotimeline.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.time.AsOf;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The explanation of one row of an answer: the acts that made it, the others about its cell, and the corrections. */
final class RowExplanation {

    /** The number of other acts that are shown with a row at once. */
    private static final int MAX_OTHERS = 20;

    private static final List<String> ACTS = List.of("acts", "relations");
    private static final Set<String> OF_A_CORRECTION =
            Set.of("changes", "reason", "says", "source", "verdict", "merged");

    private final Question question;
    private final int number;
    private final ObjectNode row;
    private final AsOf asOf;
    private final CellReasons cell;

    /** @param number the number of the row, from 1 */
    RowExplanation(WholeAnswer answer, RowsOf rowsOf, Reasons reasons, int number) {
        this.question = answer.pinned();
        this.number = number;
        this.row = answer.rows().get(number - 1);
        this.asOf = asOf(row, answer.asOf());
        this.cell = reasons.of(answer, rowsOf, row, asOf.position());
    }

    /** The clocks of a row, which may have a day or a moment of its own. */
    private static AsOf asOf(ObjectNode row, AsOf answer) {
        LocalDate day =
                row.path("from").isString() ? LocalDate.parse(row.path("from").stringValue()) : answer.validAt();
        Instant known = row.path("knownFrom").asStringOpt().map(Instant::parse).orElse(answer.knownAt());
        return new AsOf(day, known, answer.position());
    }

    /** @param othersAfter the position of the last other act that the reader has */
    ObjectNode json(long othersAfter) {
        List<Revision> visible = cell.visible(asOf);
        Set<String> named = RowActs.of(row, ACTS);
        ObjectNode json = Questions.object();
        json.set("row", row);
        json.put("rule", row.path("rule").asString(null));
        ArrayNode because = json.putArray("because");
        visible.stream().filter(r -> named.contains(r.id().text())).forEach(r -> because.add(act(r)));
        others(
                json,
                visible.stream()
                        .filter(r -> !named.contains(r.id().text()))
                        .filter(r -> r.position() > othersAfter)
                        .toList());
        corrections(json, named);
        return json;
    }

    private static ObjectNode act(Revision revision) {
        ObjectNode act = ActRow.of(revision).json();
        ArrayNode superseded = act.putArray("superseded");
        act.path("reports").valueStream().filter(r -> r.has("supersededBy")).forEach(superseded::add);
        return act;
    }

    /** Adds the first of the other acts, the number of the rest, and the address at which the rest follows. */
    private void others(ObjectNode json, List<Revision> all) {
        List<Revision> first = all.size() > MAX_OTHERS ? all.subList(0, MAX_OTHERS) : all;
        ArrayNode others = json.putArray("others");
        first.forEach(revision -> others.add(brief(revision)));
        json.put("othersLeft", all.size() - first.size());
        json.put(
                "othersNext",
                first.size() == all.size() ? null : othersAfter(first.getLast().position()));
    }

    private String othersAfter(long position) {
        return new Question(
                        "/why",
                        new TreeMap<>(Map.of(
                                "question", question.toString(),
                                "row", Integer.toString(number),
                                "othersAfter", Long.toString(position))))
                .toString();
    }

    private static ObjectNode brief(Revision revision) {
        ObjectNode brief = Questions.object();
        brief.put("id", revision.id().text()).put("type", revision.type().name());
        revision.circumstances().map(Circumstances::valid).ifPresent(v -> brief.put("valid", v.toString()));
        revision.circumstances().map(Circumstances::phase).ifPresent(p -> brief.put("phase", p.toString()));
        if (revision.body().has("title")) {
            brief.set("title", revision.body().get("title"));
        }
        brief.put("position", revision.position());
        brief.put("standing", revision.standing().name().toLowerCase(Locale.ROOT));
        return brief;
    }

    /** Adds the knowledge acts that change an act of the row or decide the answer, and the answer without any of them. */
    private void corrections(ObjectNode json, Set<String> named) {
        ArrayNode corrections = json.putArray("corrections");
        for (Recorded saying : cell.corrections(named, asOf)) {
            ObjectNode correction = corrections.addObject();
            correction
                    .put("id", saying.id().text())
                    .put("type", saying.type().name())
                    .put("act", ((KnowledgeAct) saying.act()).about().act().text())
                    .put("known", saying.known().toString())
                    .put("decides", cell.decides(saying, asOf));
            saying.body().properties().stream()
                    .filter(field -> OF_A_CORRECTION.contains(field.getKey()))
                    .forEach(field -> correction.set(field.getKey(), field.getValue()));
        }
        if (!corrections.isEmpty()) {
            json.set(
                    "withoutCorrections",
                    cell.answer(e -> !(e.act() instanceof KnowledgeAct) || e.act() instanceof ActReported, asOf));
        }
    }
}
