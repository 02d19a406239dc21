package org.geotimeline.projection.missions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.CellQuery;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.RowOver;
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

/** {@code GET /missions} and {@code /accreditations}. */
@RestController
@RequestMapping("/api/v1")
class MissionsApi {

    private final CellQuery<MissionRow> missions;
    private final CellQuery<AccreditationRow> accreditations;

    MissionsApi(StepTables tables) {
        this.missions = new CellQuery<>(tables, MissionsProjection.NAME, MissionsProjection.KEYS, MissionRow.SHAPE);
        this.accreditations =
                new CellQuery<>(tables, MissionsProjection.NAME, MissionsProjection.KEYS, AccreditationRow.SHAPE);
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

    /** Who has a mission where, at which level, under whom; a row for each dataset that tells of it. */
    @GetMapping(name = "listMissions", path = "/missions")
    @RowsOf(
            projection = MissionsProjection.NAME,
            timeline = {"sender", "receiver", "'" + MissionsProjection.NOBODY},
            cell = "mission|{dataset}")
    Answer<RowOver<MissionRow>> missions(
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
        CellQuery<MissionRow>.Asking asking = missions.ask(clocks)
                .where("sender", sender)
                .where("receiver", receiver)
                .cells(Cells.under(MissionsProjection.MISSION))
                .matching(row -> dataset == null || dataset.equals(row.dataset()))
                .over(over);
        List<RowOver<MissionRow>> rows = asking.rowsOver();
        if (over == null) {
            var heads = new Heads(ofMissions(clocks, sender, receiver, dataset).rows());
            rows = rows.stream()
                    .map(row -> new RowOver<>(heads.put(row.row()), row.span()))
                    .toList();
        }
        rows = rows.stream()
                .filter(row -> maybe(row.row(), level, MissionRow::level, none -> null)
                        && maybe(row.row(), stage, MissionRow::stage, MissionRow::stageAlternatives)
                        && maybe(row.row(), person, MissionsApi::person, MissionRow::personAlternatives))
                .toList();
        return asking.answer(rows, "mission is told", "missions are told", limit, cursor, null);
    }

    private static boolean maybe(
            MissionRow row,
            @Nullable String text,
            Function<MissionRow, @Nullable String> value,
            Function<MissionRow, @Nullable List<String>> alternatives) {
        return text == null
                || CellQuery.maybe(
                        row, text, value, alternatives, one -> one.grounds().alternatives());
    }

    private static @Nullable String person(MissionRow row) {
        JsonNode person = row.person();
        return person == null ? null : person.asStringOpt().orElse(null);
    }

    private CellQuery<AccreditationRow>.Asking ofMissions(
            Clocks clocks, @Nullable String sender, @Nullable String receiver, @Nullable String dataset) {
        return accreditations
                .ask(clocks)
                .where("sender", sender)
                .where("receiver", receiver)
                .cells(Cells.under(MissionsProjection.ACCREDITATION))
                .matching(row -> dataset == null || dataset.equals(row.dataset()));
    }

    /**
     * The persons in office at each mission: one person if it surely was in office and no other may have been, else all
     * persons that may. A person gives way to another that surely took office later, and to the closing of the mission.
     */
    private static final class Heads {
        private final Map<List<String>, List<AccreditationRow>> inOffice = new HashMap<>();

        Heads(List<AccreditationRow> accreditations) {
            for (AccreditationRow row : accreditations) {
                if (!row.inOffice().equals("no")) {
                    inOffice.computeIfAbsent(
                                    mission(row.sender(), row.receiver(), row.dataset()), m -> new ArrayList<>())
                            .add(row);
                }
            }
        }

        private static List<String> mission(String sender, String receiver, @Nullable String dataset) {
            return List.of(sender, receiver, dataset == null ? "-" : dataset);
        }

        MissionRow put(MissionRow row) {
            List<AccreditationRow> all =
                    inOffice.getOrDefault(mission(row.sender(), row.receiver(), row.dataset()), List.of());
            boolean closed = "NONE".equals(row.level());
            List<AccreditationRow> heads = all.stream()
                    .filter(one -> !(closed && tookBefore(one, row.grounds().since())))
                    .filter(one ->
                            all.stream().noneMatch(other -> surely(other) && tookBefore(one, other.officeSince())))
                    .toList();
            boolean one = heads.size() == 1 && surely(heads.getFirst());
            return one
                    ? row.under(heads.getFirst().person(), null)
                    : row.under(
                            null,
                            heads.isEmpty()
                                    ? null
                                    : heads.stream()
                                            .map(AccreditationRow::person)
                                            .toList());
        }

        private static boolean surely(AccreditationRow row) {
            return row.inOffice().equals("yes");
        }

        private static boolean tookBefore(AccreditationRow row, @Nullable String since) {
            String took = row.officeSince();
            return took != null
                    && since != null
                    && Edtf.parse(took).upper().isBefore(Edtf.parse(since).lower());
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
    Answer<RowOver<AccreditationRow>> accreditations(
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
        return ofMissions(clocks, sender, receiver, dataset)
                .over(over)
                .maybe(person, AccreditationRow::person, row -> row.grounds().alternatives())
                .maybe(stage, AccreditationRow::stage, row -> row.grounds().alternatives())
                .maybe(
                        inOffice,
                        AccreditationRow::inOffice,
                        row -> row.grounds().alternatives())
                .answer("accreditation is told", "accreditations are told", limit, cursor);
    }
}
