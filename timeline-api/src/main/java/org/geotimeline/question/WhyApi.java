package org.geotimeline.question;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.projection.query.ActRow;
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
 * {@code GET /why}: for each row of the answer to a question the acts that made it, what was reported of them, what else is
 * on file and made nothing of it, and what would have been answered had nobody corrected, confirmed or retracted anything.
 */
@RestController
@RequestMapping("/api/v1/why")
class WhyApi {

    /** So many rows are explained at once. */
    private static final int MOST_ROWS = 20;

    /** So many of the acts that made nothing of a row are told with it at once. */
    private static final int MOST_OTHERS = 20;

    private final Questions questions;
    private final Dossiers dossiers;
    private final StepTables steps;
    private final Refold refold;

    WhyApi(Questions questions, Dossiers dossiers, StepTables steps, DataSource source) {
        this.questions = questions;
        this.dossiers = dossiers;
        this.steps = steps;
        this.refold = new Refold(source);
    }

    /**
     * The acts behind each row of an answer, and the answer without corrections.
     *
     * @param question as it is asked, with its clocks: {@code listings?authority=KAZ&subject=TAL&validAt=2024-10-04}
     * @param row only that row, counted from 1; without it the first twenty
     * @param othersAfter only {@code others} that stand in the ledger after that position: {@code othersNext} goes on so
     */
    @GetMapping(name = "explainAnswer")
    ObjectNode why(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam @Nullable String question,
            @RequestParam @Nullable Integer row,
            @RequestParam @Nullable Long othersAfter) {
        Answered answered = questions.ask(Question.parse(question), request, response);
        RowsOf of = answered.rowsOf();
        if (of == null) {
            throw new BadQuestion(
                    "question",
                    "no cell tells the rows of '%s' by itself; ask why of the rows that they are made of"
                            .formatted(answered.question().path()));
        }
        int count = answered.rows().size();
        if (row != null && (row < 1 || row > count)) {
            throw new BadQuestion("row", "the answer has %d rows, of which row %d is none".formatted(count, row));
        }
        if (othersAfter != null && othersAfter < 0) {
            throw new BadQuestion(
                    "othersAfter", "positions begin with 1; 0 is before all, not %d".formatted(othersAfter));
        }
        ObjectNode answer = Questions.object();
        answer.put("question", answered.pinned().toString());
        answer.set("asOf", answered.body().path("asOf"));
        answer.set("rulebook", answered.body().path("rulebook"));
        ArrayNode rows = answer.putArray("rows");
        int first = row == null ? 1 : row;
        int last = row == null ? Math.min(count, MOST_ROWS) : row;
        for (int n = first; n <= last; n++) {
            rows.add(new Reasons(answered, of, n).told(othersAfter == null ? 0 : othersAfter));
        }
        answer.put("complete", last - first + 1 == count);
        return answer;
    }

    private final class Reasons {
        private final Question question;
        private final int number;
        private final ObjectNode row;
        private final AsOf asOf;
        private final CellReasons knowledge;

        /** @param number of the row, from 1 */
        Reasons(Answered answered, RowsOf of, int number) {
            this.question = answered.pinned();
            this.number = number;
            this.row = answered.rows().get(number - 1);
            JsonNode clocks = answered.body().path("asOf");
            LocalDate day = row.has("from") && !row.path("from").isNull()
                    ? LocalDate.parse(row.path("from").asString())
                    : LocalDate.parse(clocks.path("validAt").asString());
            Instant known = row.path("knownFrom")
                    .asStringOpt()
                    .map(Instant::parse)
                    .orElse(Instant.parse(clocks.path("knownAt").asString()));
            this.asOf = new AsOf(day, known, clocks.path("position").asLong());
            Timeline timeline = new Timeline(List.of(of.timeline()).stream()
                    .map(f -> answered.text(row, f))
                    .toList());
            String cell = Cell.name(of.cell(), row);
            this.knowledge = new CellReasons(refold, steps, dossiers, of, timeline, cell, asOf.position());
        }

        ObjectNode told(long othersAfter) {
            List<Revision> visible = knowledge.visible(asOf);
            var named = new TreeSet<String>();
            row.path("acts").forEach(act -> named.add(act.asString()));
            row.path("relations").forEach(act -> named.add(act.asString()));
            row.path("act").asStringOpt().ifPresent(named::add);
            if (named.isEmpty()) {
                row.path("id").asStringOpt().ifPresent(named::add);
            }
            ObjectNode told = Questions.object();
            told.set("row", row);
            told.put("rule", row.path("rule").asString(null));
            ArrayNode because = told.putArray("because");
            visible.stream().filter(r -> named.contains(r.id().text())).forEach(r -> because.add(act(r)));
            others(
                    told,
                    visible.stream()
                            .filter(r -> !named.contains(r.id().text()))
                            .filter(r -> r.position() > othersAfter)
                            .toList());
            corrections(told, named);
            return told;
        }

        /** Of very many the first, how many more there are, and the address at which they go on. */
        private void others(ObjectNode told, List<Revision> all) {
            List<Revision> first = all.size() > MOST_OTHERS ? all.subList(0, MOST_OTHERS) : all;
            ArrayNode others = told.putArray("others");
            first.forEach(revision -> others.add(brief(revision)));
            told.put("othersLeft", all.size() - first.size());
            String next = first.size() == all.size()
                    ? null
                    : new Question("/why", new TreeMap<>(Map.of("question", question.toString())))
                            .with(Map.of(
                                    "row",
                                    Integer.toString(number),
                                    "othersAfter",
                                    Long.toString(first.getLast().position())))
                            .toString();
            told.put("othersNext", next);
        }

        private static ObjectNode act(Revision revision) {
            ObjectNode act = ActRow.of(revision).json();
            ArrayNode superseded = act.putArray("superseded");
            act.path("reports").valueStream().filter(r -> r.has("supersededBy")).forEach(superseded::add);
            return act;
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
            brief.put("standing", revision.standing().name().toLowerCase(java.util.Locale.ROOT));
            return brief;
        }

        /** What was said that changes an act of the row or decides the answer, and the answer without any of it. */
        private void corrections(ObjectNode told, Set<String> named) {
            ArrayNode said = told.putArray("corrections");
            for (Recorded saying : knowledge.corrections(named, asOf)) {
                ObjectNode one = said.addObject();
                one.put("id", saying.id().text())
                        .put("type", saying.type().name())
                        .put("act", ((KnowledgeAct) saying.act()).about().act().text())
                        .put("known", saying.known().toString())
                        .put("decides", knowledge.decides(saying, asOf));
                saying.body().properties().stream()
                        .filter(f -> List.of("changes", "reason", "says", "source", "verdict", "merged")
                                .contains(f.getKey()))
                        .forEach(f -> one.set(f.getKey(), f.getValue()));
            }
            if (!said.isEmpty()) {
                told.set(
                        "withoutCorrections",
                        knowledge.answer(
                                e -> !(e.act() instanceof KnowledgeAct) || e.act() instanceof ActReported, asOf));
            }
        }
    }
}
