package org.geotimeline.projection.stance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.rulebook.TestRulebooks;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the order in which the acts of the Afghanistan timeline arrive, they end in the same answers. */
class ArrivalOrderTest {

    private static final int ORDERS =
            Integer.getInteger("orders", Boolean.getBoolean("timeline.test.all") ? 1_000 : 200);
    private static final Path DATA = Path.of(
            "..", "timeline-api", "src", "main", "resources", "org", "geotimeline", "dataset", "afghanistan.ndjson");
    private static final Instant OPENED = Instant.parse("2026-06-01T00:00:00Z");
    private static final Rulebook RULEBOOK = TestRulebooks.read("1.0");

    private record Line(Act act, ObjectNode body) {}

    @Test
    void all_random_orders_of_arrival_give_the_same_final_answers() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("ArrivalOrderTest seed " + seed);
        var random = new Random(seed);
        List<Line> lines = lines();
        Map<String, List<Line>> byActor = byActor(lines);
        Map<String, Object> first = answers(lines, byActor);
        assertThat(first).hasSizeGreaterThan(20);
        for (int i = 0; i < ORDERS; i++) {
            assertThat(answers(shuffled(lines, random), byActor))
                    .as("order %d of seed %d", i, seed)
                    .isEqualTo(first);
        }
    }

    private static List<Line> lines() throws IOException {
        var lines = new ArrayList<Line>();
        for (String line : Files.readAllLines(DATA)) {
            ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(line);
            Act act = ActJson.read(body);
            boolean moves = act instanceof KnowledgeAct
                    || act instanceof RelationRecorded
                    || act.tags().stream().anyMatch(t -> t.startsWith("actor:"));
            if (moves && !body.path("type").asString().equals("ActorRegistered")) {
                lines.add(new Line(act, body));
            }
        }
        return lines;
    }

    /** What each actor's dyad is folded from, whatever the order: the acts that name it, and all relations. */
    private static Map<String, List<Line>> byActor(List<Line> lines) {
        var byActor = new TreeMap<String, List<Line>>();
        for (Line line : lines) {
            for (String tag : line.act().tags()) {
                if (tag.startsWith("actor:")) {
                    byActor.computeIfAbsent(tag.substring(6), a -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        return byActor;
    }

    /** What changes an act was said after it; only a report may come first. */
    private static List<Line> shuffled(List<Line> lines, Random random) {
        var at = new HashMap<ActId, Double>();
        var shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, random);
        for (int i = 0; i < shuffled.size(); i++) {
            at.put(shuffled.get(i).act().id(), (double) i);
        }
        for (Line line : lines) {
            if (line.act() instanceof KnowledgeAct said
                    && !line.body().path("type").asString().equals("ActReported")) {
                double target = at.getOrDefault(said.about().act(), 0d);
                at.merge(line.act().id(), target + 0.5 + random.nextDouble() / 4, Math::max);
            }
        }
        shuffled.sort(
                Comparator.comparingDouble(line -> at.getOrDefault(line.act().id(), 0d)));
        return shuffled;
    }

    private static Map<String, Object> answers(List<Line> arrived, Map<String, List<Line>> byActor) {
        var recorded = new HashMap<ActId, Recorded>();
        var sayings = new HashMap<ActId, List<Recorded>>();
        for (int i = 0; i < arrived.size(); i++) {
            Line line = arrived.get(i);
            var event =
                    new Recorded(i + 1L, OPENED.plusSeconds(i), ActTypes.all().of(line.act()), line.act(), line.body());
            recorded.put(line.act().id(), event);
            if (line.act() instanceof KnowledgeAct said) {
                sayings.computeIfAbsent(said.about().act(), a -> new ArrayList<>())
                        .add(event);
            }
        }
        var relations = arrived.stream()
                .filter(line -> line.act() instanceof RelationRecorded)
                .toList();
        var answers = new TreeMap<String, Object>();
        byActor.forEach((actor, own) -> {
            var ids = new TreeSet<>(Comparator.comparing(ActId::text));
            own.forEach(line -> ids.add(line.act().id()));
            relations.forEach(line -> ids.add(line.act().id()));
            List<Revision> visible = ids.stream()
                    .map(id -> dossier(id, recorded, sayings))
                    .flatMap(d -> d.latest().stream())
                    .sorted(Comparator.comparingLong(Revision::position))
                    .toList();
            var cells = new TreeMap<>(StanceFold.fold(RULEBOOK, actor, "TAL", visible, Instant.MAX));
            cells.values().removeIf(Map::isEmpty);
            if (!cells.isEmpty()) {
                answers.put(actor, cells);
            }
        });
        return answers;
    }

    private static Dossier dossier(ActId id, Map<ActId, Recorded> recorded, Map<ActId, List<Recorded>> sayings) {
        var entries = new ArrayList<Recorded>();
        entries.add(Objects.requireNonNull(recorded.get(id)));
        entries.addAll(sayings.getOrDefault(id, List.of()));
        return new Dossier(id, entries);
    }

    @Test
    void a_late_act_of_2003_changes_the_years_until_the_next_act_and_only_those() {
        var told = new StanceHistory(RULEBOOK);
        told.act(
                "ListingImposed",
                "FIRST",
                "effective",
                "2001-01-01",
                "PSE",
                "TAL",
                "'list': 'one', 'status': 'ASSET_DESIGNATION'");
        told.act(
                "ListingLifted",
                "LAST",
                "effective",
                "2025-06-01",
                "PSE",
                "TAL",
                "'list': 'one', 'known': '2025-06-02'");
        told.act(
                "ListingImposed",
                "LATE",
                "effective",
                "2003-05-01",
                "PSE",
                "TAL",
                "'list': 'one', 'status': 'BANNED', 'known': '2026-02-01'");
        NavigableMap<LocalDate, JsonNode> before = designation(told, Instant.parse("2026-01-31T23:59:59Z"));
        NavigableMap<LocalDate, JsonNode> after = designation(told, Instant.MAX);
        for (LocalDate day = LocalDate.of(2000, 6, 1); day.getYear() < 2027; day = day.plusDays(13)) {
            boolean between = !day.isBefore(LocalDate.of(2003, 5, 1)) && day.isBefore(LocalDate.of(2025, 6, 1));
            assertThat(Objects.equals(on(before, day), on(after, day)))
                    .as("%s", day)
                    .isEqualTo(!between);
        }
    }

    private static NavigableMap<LocalDate, JsonNode> designation(StanceHistory told, Instant known) {
        return StanceFold.fold(RULEBOOK, "PSE", "TAL", told.visible(known), known)
                .getOrDefault("designation", new TreeMap<>());
    }

    private static @org.jspecify.annotations.Nullable JsonNode on(
            NavigableMap<LocalDate, JsonNode> steps, LocalDate day) {
        var step = steps.floorEntry(day);
        return step == null ? null : step.getValue();
    }
}
