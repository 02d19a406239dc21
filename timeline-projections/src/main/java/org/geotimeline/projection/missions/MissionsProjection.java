package org.geotimeline.projection.missions;

import com.google.auto.service.AutoService;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.act.recognition.RecognitionAct;
import org.geotimeline.act.representation.RepresentationAct;
import org.geotimeline.projection.fold.CellHistory;
import org.geotimeline.projection.fold.CellHistory.AspectValue;
import org.geotimeline.projection.fold.CellHistoryProjection;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A timeline is whose mission it is and where, or one person's accreditation there. A cell is what one dataset tells,
 * because coders count missions by rules of their own. Persons are folded by themselves: a mission of two centuries has
 * hundreds of acts, a person three. Whom another one replaced is decided where it is asked.
 */
@AutoService(Projection.class)
public final class MissionsProjection extends CellHistoryProjection {

    public static final String NAME = "missions_v2";
    static final List<String> KEYS = List.of("sender", "receiver", "person");

    /** The person of the timeline that tells of the mission as a whole. */
    static final String NOBODY = "-";

    static final String MISSION = "mission|";
    static final String ACCREDITATION = "accreditation|";

    private static final String LEVEL = "level";
    private static final String STAGE = "stage";
    private static final String KIND = "kind";
    private static final String PROCESS = "process";
    private static final String IN_OFFICE = "in office";
    private static final String IN = "in office";
    private static final String OUT = "out of office";

    /** From the least to the most; what is accepted later does not lower what stands. */
    static final List<String> LEVELS = List.of(
            "NONE",
            "INTERESTS_OR_OFFSITE",
            "CONSULAR_OR_TECHNICAL",
            "TECHNICAL_MISSION",
            "DIPLOMATS_WITHOUT_HEAD",
            "CHARGE",
            "EMBASSY_UNDER_CHARGE",
            "EMBASSY_UNDER_PRE2021_AMBASSADOR",
            "AMBASSADOR_COPY",
            "AMBASSADOR_CREDENTIALS",
            "NEW_AMBASSADOR_CREDENTIALED");

    private static final Set<String> TAKING_OFFICE = Set.of(
            "EnvoyArrived",
            "CredentialsCopyPresented",
            "CredentialsPresented",
            "ChargeAccepted",
            "MissionHandedOver",
            "RepresentativeAppointed");
    private static final Set<String> LEAVING_OFFICE = Set.of("EnvoyDeparted", "EnvoyExpelled");

    /** What raises the level; everything else that names one sets it. */
    private static final Set<String> ACCEPTING = Set.of(
            "DiplomatsAccepted",
            "ChargeAccepted",
            "CredentialsCopyPresented",
            "CredentialsPresented",
            "MissionHandedOver",
            "EnvoyArrived");

    static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("EnvoyNominated", "nominated"),
            Map.entry("AgrementGranted", "agrément granted"),
            Map.entry("EnvoyRefused", "refused"),
            Map.entry("EnvoyArrived", "arrived"),
            Map.entry("CredentialsCopyPresented", "copy of credentials presented"),
            Map.entry("CredentialsPresented", "credentials presented"),
            Map.entry("ChargeAccepted", "chargé accepted"),
            Map.entry("DiplomatsAccepted", "diplomats accepted"),
            Map.entry("RepresentativeAppointed", "representative appointed"),
            Map.entry("EnvoyExpelled", "expelled"),
            Map.entry("EnvoyDeparted", "departed"),
            Map.entry("MissionOpened", "opened"),
            Map.entry("MissionReopened", "reopened"),
            Map.entry("MissionHandedOver", "handed over"),
            Map.entry("MissionSuspended", "suspended"),
            Map.entry("MissionClosed", "closed"),
            Map.entry("ProtectingPowerAppointed", "protected by another power"),
            Map.entry("RecognitionWithdrawn", "closed"),
            Map.entry("RelationsSevered", "closed"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(
                new SqlView("missions", "cell like 'mission|%'", RowColumns.of(MissionRow.SHAPE)),
                new SqlView("accreditations", "cell like 'accreditation|%'", RowColumns.of(AccreditationRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    protected Map<String, List<String>> words() {
        return Map.of(LEVEL, LEVELS);
    }

    @Override
    protected Set<Timeline> timelines(Revision act) {
        return switch (act.act()) {
            case RepresentationAct r -> mission(act, r.sender(), r.receiver());
            case RecognitionAct r ->
                CellHistory.text(act, LEVEL).isEmpty() ? Set.of() : mission(act, r.sender(), r.receiver());
            default -> Set.of();
        };
    }

    private static Set<Timeline> mission(Revision act, @Nullable ActorId sender, @Nullable ActorId receiver) {
        if (sender == null || receiver == null) {
            return Set.of();
        }
        var timelines = new LinkedHashSet<>(Set.of(Timeline.of(sender.text(), receiver.text(), NOBODY)));
        person(act).ifPresent(person -> timelines.add(Timeline.of(sender.text(), receiver.text(), person)));
        return timelines;
    }

    // ----------------------------------------------------------------------------------------------------- fold

    @Override
    protected Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story) {
        String receiver = timeline.value(1);
        var byDataset = new LinkedHashMap<String, List<Revision>>();
        for (Revision act : story.standing()) {
            Circumstances about = act.circumstances().orElseThrow();
            if (timelines(act).contains(timeline)) {
                String dataset = about.dataset() == null ? "-" : about.dataset().toString();
                byDataset.computeIfAbsent(dataset, d -> new ArrayList<>()).add(act);
            }
        }
        boolean whole = timeline.value(2).equals(NOBODY);
        byDataset.forEach((dataset, acts) -> {
            for (Revision act : acts) {
                Phase phase = act.circumstances().orElseThrow().phase();
                if (phase == Phase.EFFECTIVE && whole) {
                    mission(story, MISSION + dataset, act, receiver);
                } else if (phase == Phase.EFFECTIVE) {
                    accredited(story, ACCREDITATION + dataset, act, receiver);
                } else if (whole && (phase == Phase.ANNOUNCED || phase == Phase.IN_PROCESS)) {
                    announced(story, MISSION + dataset, act);
                }
            }
        });
        return whole
                ? story.answers(MissionRow.SHAPE, (cell, aspects) -> missionRow(timeline, cell, aspects))
                : story.answers(AccreditationRow.SHAPE, (cell, aspects) -> accreditationRow(timeline, cell, aspects));
    }

    private static void mission(CellHistory story, String cell, Revision act, String receiver) {
        String type = act.type().name();
        boolean ofPerson =
                STAGES.containsKey(type) && CellHistory.text(act, "person").isPresent();
        if (STAGES.containsKey(type)
                && !(ofPerson && LEAVING_OFFICE.contains(type) && level(act).isEmpty())) {
            story.set(cell, STAGE, act, STAGES.get(type), denier(act, receiver));
        }
        level(act).ifPresent(level -> {
            if (ACCEPTING.contains(type)) {
                story.raise(cell, LEVEL, act, level, denier(act, receiver));
            } else {
                story.set(cell, LEVEL, act, level);
            }
            story.set(cell, PROCESS, act, "NONE");
        });
        if (!ofPerson) {
            CellHistory.text(act, KIND)
                    .or(() -> level(act).map(level -> "not stated"))
                    .ifPresent(kind -> story.set(cell, KIND, act, kind));
        }
    }

    private static @Nullable String denier(Revision act, String receiver) {
        return act.type().name().equals("MissionHandedOver") ? receiver : null;
    }

    /** The level that an act names, or that it means by itself. */
    private static Optional<String> level(Revision act) {
        Optional<String> named = CellHistory.text(act, LEVEL);
        return named.isPresent()
                ? named
                : switch (act.type().name()) {
                    case "ChargeAccepted" -> Optional.of("CHARGE");
                    case "CredentialsCopyPresented" -> Optional.of("AMBASSADOR_COPY");
                    case "CredentialsPresented" -> Optional.of("AMBASSADOR_CREDENTIALS");
                    case "MissionClosed", "RelationsSevered" -> Optional.of("NONE");
                    default -> Optional.empty();
                };
    }

    private static void announced(CellHistory story, String cell, Revision act) {
        switch (act.type().name()) {
            case "RepresentationUpgraded" -> story.set(cell, PROCESS, act, "UPGRADE_ANNOUNCED");
            case "RepresentationDowngraded" -> story.set(cell, PROCESS, act, "DOWNGRADE_ANNOUNCED");
            case "MissionOpened", "MissionReopened" -> story.set(cell, PROCESS, act, "OPENING_ANNOUNCED");
            case "MissionClosed", "MissionSuspended" -> story.set(cell, PROCESS, act, "CLOSING_ANNOUNCED");
            default -> {} // an envoy who is announced is nominated, which is an act of its own
        }
    }

    private static Optional<String> person(Revision act) {
        return CellHistory.text(act, "person");
    }

    private static void accredited(CellHistory story, String cell, Revision act, String receiver) {
        String type = act.type().name();
        story.set(cell, STAGE, act, STAGES.getOrDefault(type, type));
        if (TAKING_OFFICE.contains(type)) {
            story.set(cell, IN_OFFICE, act, IN, denier(act, receiver));
        } else if (LEAVING_OFFICE.contains(type)) {
            story.set(cell, IN_OFFICE, act, OUT);
        }
        CellHistory.text(act, KIND).ifPresent(rank -> story.set(cell, KIND, act, rank));
    }

    // ----------------------------------------------------------------------------------------------------- rows

    private static @Nullable MissionRow missionRow(Timeline timeline, String cell, CellHistory.Aspects aspects) {
        if (aspects.silent()) {
            return null;
        }
        AspectValue level = aspects.of(LEVEL);
        AspectValue stage = aspects.of(STAGE);
        AspectValue kind = aspects.of(KIND);
        AspectValue process = aspects.of(PROCESS);
        return new MissionRow(
                timeline.value(0),
                timeline.value(1),
                dataset(cell),
                level.value(),
                stage.value(),
                kind.value(),
                kind.alternatives(),
                process.value(),
                process.alternatives(),
                stage.alternatives(),
                level.grounds(level.values().isEmpty() ? stage : level),
                null,
                null);
    }

    private static @Nullable AccreditationRow accreditationRow(
            Timeline timeline, String cell, CellHistory.Aspects aspects) {
        AspectValue stage = aspects.of(STAGE);
        if (stage.values().isEmpty()) {
            return null;
        }
        AspectValue office = aspects.of(IN_OFFICE);
        AspectValue rank = aspects.of(KIND);
        return new AccreditationRow(
                timeline.value(0),
                timeline.value(1),
                timeline.value(2),
                dataset(cell),
                stage.value(),
                office.surely(IN) ? "yes" : office.maybe(IN) ? "possibly" : "no",
                office.reasons().since(),
                rank.value(),
                rank.alternatives(),
                stage.grounds());
    }

    private static @Nullable String dataset(String cell) {
        String dataset = cell.substring(cell.indexOf('|') + 1);
        return dataset.equals("-") ? null : dataset;
    }
}
