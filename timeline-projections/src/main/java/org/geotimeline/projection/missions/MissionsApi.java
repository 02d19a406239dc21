package org.geotimeline.projection.missions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable.Cells;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /missions} and {@code /accreditations}. */
@RestController
@RequestMapping("/api/v1")
class MissionsApi {

    private final CellQuery view;

    MissionsApi(StepTables tables) {
        this.view = new CellQuery(tables, MissionsProjection.NAME, MissionsProjection.KEYS, MissionsApi::name);
    }

    /** The levels that a mission rises by; an act may name another. */
    static final class Levels implements Vocabulary {
        @Override
        public Collection<String> words() {
            return MissionsProjection.LEVELS;
        }
    }

    /** How far a mission or an accreditation has come. */
    static final class Stages implements Vocabulary {
        @Override
        public Collection<String> words() {
            return new TreeSet<>(MissionsProjection.STAGES.values());
        }
    }

    private static void name(ObjectNode row, String cell) {
        String dataset = cell.substring(cell.indexOf('|') + 1);
        row.put("dataset", dataset.equals("-") ? null : dataset);
        if (cell.startsWith(MissionsProjection.MISSION)) {
            row.remove("person");
        }
    }

    /** Who has a mission where, at which level, under whom; a row for each dataset that tells of it. */
    @GetMapping(name = "listMissions", path = "/missions")
    @RowsOf(
            projection = MissionsProjection.NAME,
            timeline = {"sender", "receiver", "'" + MissionsProjection.NOBODY},
            cell = "mission|{dataset}")
    Answer<JsonNode> missions(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String sender,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String receiver,
            @RequestParam @Nullable @AllowedWords(of = Levels.class, onFile = "level") String level,
            @RequestParam @Nullable @AllowedWords(of = Stages.class, onFile = "stage") String stage,
            @RequestParam @Nullable @AllowedWords(onFile = "person") String person,
            @RequestParam @Nullable @AllowedWords(registered = "dataset") String dataset,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        CellQuery.Asking missions = asking(clocks, sender, receiver, dataset, over, MissionsProjection.MISSION);
        List<JsonNode> rows = missions.rows();
        if (over == null) {
            var heads = new Heads(asking(clocks, sender, receiver, dataset, null, MissionsProjection.ACCREDITATION)
                    .rows());
            rows.forEach(row -> heads.put((ObjectNode) row));
        }
        rows.removeIf(row -> !(has(row, "level", level) && has(row, "stage", stage) && has(row, "person", person)));
        return missions.answer(rows, "mission is told", "missions are told", limit, cursor, null);
    }

    private static boolean has(JsonNode row, String field, @Nullable String text) {
        return text == null || CellQuery.has(row, field, text);
    }

    /**
     * Who was in office at each mission: the one who surely was where nobody else may have been, else all who may. Who took
     * office earlier gives way to who surely did after him, and to the closing of the mission.
     */
    private static final class Heads {
        private final Map<String, List<JsonNode>> inOffice = new HashMap<>();

        Heads(List<JsonNode> accreditations) {
            for (JsonNode row : accreditations) {
                if (!row.path("inOffice").asString().equals("no")) {
                    inOffice.computeIfAbsent(mission(row), m -> new ArrayList<>())
                            .add(row);
                }
            }
        }

        private static String mission(JsonNode row) {
            return row.path("sender").asString() + "/" + row.path("receiver").asString() + "/"
                    + row.path("dataset").asString("-");
        }

        void put(ObjectNode row) {
            List<JsonNode> all = inOffice.getOrDefault(mission(row), List.of());
            boolean closed = row.path("level").asString("").equals("NONE");
            List<JsonNode> heads = all.stream()
                    .filter(one -> !(closed && tookBefore(one, row.path("since"))))
                    .filter(one -> all.stream()
                            .noneMatch(other -> surely(other) && tookBefore(one, other.path("officeSince"))))
                    .toList();
            boolean one = heads.size() == 1 && surely(heads.get(0));
            row.put("person", one ? heads.get(0).path("person").asString() : null);
            if (!one && !heads.isEmpty()) {
                var alternatives = row.putArray("personAlternatives");
                heads.forEach(head -> alternatives.add(head.path("person").asString()));
            }
        }

        private static boolean surely(JsonNode row) {
            return row.path("inOffice").asString().equals("yes");
        }

        private static boolean tookBefore(JsonNode row, JsonNode since) {
            return row.path("officeSince").isString()
                    && since.isString()
                    && Edtf.parse(row.path("officeSince").asString())
                            .upper()
                            .isBefore(Edtf.parse(since.asString()).lower());
        }
    }

    /**
     * Which persons were nominated, accepted, in office, gone.
     *
     * @param inOffice whether the person was in office
     */
    @GetMapping(name = "listAccreditations", path = "/accreditations")
    @RowsOf(
            projection = MissionsProjection.NAME,
            timeline = {"sender", "receiver", "person"},
            cell = "accreditation|{dataset}")
    Answer<JsonNode> accreditations(
            Clocks clocks,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String sender,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String receiver,
            @RequestParam @Nullable @AllowedWords(onFile = "person") String person,
            @RequestParam @Nullable @AllowedWords(of = Stages.class, onFile = "stage") String stage,
            @RequestParam @Nullable @AllowedWords({"yes", "possibly", "no"}) String inOffice,
            @RequestParam @Nullable @AllowedWords(registered = "dataset") String dataset,
            @RequestParam @Nullable @AllowedWords({"valid", "known"}) String over,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor) {
        return asking(clocks, sender, receiver, dataset, over, MissionsProjection.ACCREDITATION)
                .matching("person", person)
                .matching("stage", stage)
                .matching("inOffice", inOffice)
                .answer("accreditation is told", "accreditations are told", limit, cursor);
    }

    private CellQuery.Asking asking(
            Clocks clocks,
            @Nullable String sender,
            @Nullable String receiver,
            @Nullable String dataset,
            @Nullable String over,
            String cells) {
        return view.ask(clocks)
                .where("sender", sender)
                .where("receiver", receiver)
                .cells(Cells.under(cells))
                .matching("dataset", dataset)
                .over(over);
    }
}
