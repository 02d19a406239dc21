package org.geotimeline.projection.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What acts say does not depend on the order in which they were recorded, in every view that folds without a rulebook. */
class RecordingOrderTest {

    private static final int HISTORIES = Integer.getInteger("timeline.test.histories", 300);
    private static final Instant OPENED = Instant.parse("2026-06-01T00:00:00Z");

    private static final List<String> TYPES = List.of(
            "ListingImposed",
            "ListingLifted",
            "ListingSuspended",
            "DelistingAnnounced",
            "PartyListed",
            "PartyDelisted",
            "Recognised",
            "RecognitionWithdrawn",
            "NonRecognitionStated",
            "ConditionsSet",
            "ConditionsMet",
            "ConditionsDropped",
            "PledgeMade",
            "AidPledged",
            "AidDelivered",
            "EnvoyNominated",
            "EnvoyArrived",
            "CredentialsPresented",
            "ChargeAccepted",
            "EnvoyDeparted",
            "MissionOpened",
            "MissionClosed",
            "MissionHandedOver",
            "RepresentationUpgraded",
            "RelationsSevered",
            "StatementMade",
            "DenialMade");

    /** The types that each view tells about; a history is of one of these. */
    static Stream<List<String>> kinds() {
        return Stream.of(
                TYPES.subList(0, 6),
                TYPES.subList(6, 9),
                TYPES.subList(9, 12),
                TYPES.subList(12, 15),
                TYPES.subList(15, 25),
                TYPES);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_order_of_recording_decides_nothing(List<String> types) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(types.getFirst() + ": seed " + seed);
        var random = new Random(seed);
        var cast =
                new ActHistories.Cast(List.of("KAZ", "IRN"), List.of("TAL", "AFG"), types, RecordingOrderTest::fields);
        int told = 0;
        for (int h = 0; h < HISTORIES; h++) {
            List<Act> acts = new ArrayList<>(ActHistories.random(random, 3 + random.nextInt(10), cast).stream()
                    .filter(act -> !(act instanceof KnowledgeAct))
                    .toList());
            List<Revision> one = visible(acts);
            Collections.shuffle(acts, random);
            List<Revision> other = visible(acts);
            for (CellHistoryProjection projection : projections()) {
                for (Timeline timeline : timelines(projection, one)) {
                    var folded = projection.fold(timeline, one, Instant.MAX);
                    assertThat(projection.fold(timeline, other, Instant.MAX))
                            .as("seed %d, history %d, %s %s: %s", seed, h, projection.name(), timeline, one)
                            .isEqualTo(folded);
                    told += folded.size();
                }
            }
        }
        assertThat(told).isGreaterThan(HISTORIES);
    }

    private static List<CellHistoryProjection> projections() {
        return ServiceLoader.load(Projection.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(CellHistoryProjection.class::isInstance)
                .map(CellHistoryProjection.class::cast)
                .toList();
    }

    private static Set<Timeline> timelines(CellHistoryProjection projection, List<Revision> visible) {
        var timelines = new LinkedHashSet<Timeline>();
        visible.forEach(revision -> timelines.addAll(projection.timelines(revision)));
        return timelines;
    }

    private static List<Revision> visible(List<Act> acts) {
        var visible = new ArrayList<Revision>();
        for (Act act : acts) {
            long position = visible.size() + 1L;
            var recorded = new Recorded(
                    position, OPENED.plusSeconds(position), ActTypes.all().of(act), act, ActJson.write(act));
            visible.add(new Dossier(act.id(), List.of(recorded)).latest().orElseThrow());
        }
        visible.sort(Comparator.comparingLong(Revision::position));
        return visible;
    }

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        boolean heads = random.nextBoolean();
        if (type.startsWith("Listing") || type.startsWith("Delisting") || type.startsWith("Party")) {
            act.put("list", "one");
        }
        if (type.equals("ListingImposed")) {
            act.put("status", heads ? "BANNED" : "ASSET_DESIGNATION");
        }
        if (type.startsWith("Conditions")) {
            act.putArray("conditions").add(heads ? "women_rights" : "drugs");
        }
        if (type.startsWith("Aid")) {
            act.put("amount", Integer.toString(random.nextInt(9)));
        }
        if (type.startsWith("Recog")) {
            act.put("scope", heads ? "government" : "state");
        }
        if (type.startsWith("Envoy")
                || type.startsWith("Credentials")
                || type.startsWith("Charge")
                || type.startsWith("Mission")
                || type.startsWith("Repres")
                || type.startsWith("Relations")) {
            act.put("sender", subject).put("receiver", actor);
        }
        if (type.startsWith("Envoy") || type.startsWith("Credentials") || type.startsWith("Charge")) {
            act.put("person", heads ? "Karimi" : "Bahr");
            if (random.nextBoolean()) {
                act.put("kind", random.nextBoolean() ? "ambassador" : "minister-resident");
            }
        }
        if (type.startsWith("Mission") || type.startsWith("Repres")) {
            act.put("level", heads ? "CHARGE" : "CONSULAR_OR_TECHNICAL");
        }
    }
}
