package org.geotimeline.projection.stance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.geotimeline.act.Act;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.fold.ActHistories;
import org.geotimeline.projection.spi.Folding;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.rulebook.TestRulebooks;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A dyad that is folded as it grows, act by act, says what the fold of all of it says. */
class StanceGrowthTest {

    private static final List<String> TYPES = List.of(
            "AccusationMade",
            "AccusationMade",
            "StrikeMade",
            "WithdrawalCompleted",
            "ConditionsSet",
            "ConditionsMet",
            "MeetingHeld",
            "CallMade",
            "ListingImposed",
            "ListingLifted",
            "DelistingAnnounced",
            "ChargeAccepted",
            "Recognised",
            "RecognitionWithdrawn",
            "StatementMade");

    private static final ActHistories.Cast CAST =
            new ActHistories.Cast(List.of("KAZ"), List.of("TAL"), TYPES, StanceGrowthTest::fields);

    @Test
    void a_dyad_that_grows_says_at_each_act_what_all_of_it_says() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StanceGrowthTest seed " + seed);
        var random = new Random(seed);
        int grown = 0;
        for (int h = 0; h < 250; h++) {
            var each = new Random(random.nextLong());
            List<Act> history = h % 2 == 0
                    ? StanceHistories.random(each, 3 + each.nextInt(14))
                    : ActHistories.random(each, 3 + each.nextInt(25), CAST);
            grown += grown(
                    history, TestRulebooks.read(h % 3 == 0 ? "1.0" : "1.1"), "seed %d, history %d".formatted(seed, h));
        }
        assertThat(grown).as("acts by which a dyad grew").isGreaterThan(400);
    }

    @Test
    void one_act_a_day_adds_to_a_dyad_without_folding_it_again() {
        var told = new StanceHistory(TestRulebooks.read("1.1"));
        var fold = new StanceFold(TestRulebooks.read("1.1"), "KAZ", "TAL");
        told.act("Recognised", "A0", "effective", "2001-01-01", "KAZ", "TAL", "");
        fold.fold(told.visible(Instant.MAX), Instant.MAX);
        for (int i = 1; i < 50; i++) {
            String type = i % 2 == 0 ? "AccusationMade" : "WithdrawalCompleted";
            told.act(
                    type,
                    "A" + i,
                    "effective",
                    LocalDate.of(2001, 1, 1).plusDays(i).toString(),
                    "KAZ",
                    "TAL",
                    "");
            Revision added = told.visible(Instant.MAX).getLast();
            assertThat(fold.grow(added, Instant.MAX))
                    .hasValueSatisfying(grown -> assertThat(grown.cells().get("security"))
                            .satisfies(tail -> assertThat(tail.from())
                                    .isEqualTo(added.circumstances()
                                            .orElseThrow()
                                            .change()
                                            .lower())));
        }
    }

    private static int grown(List<Act> history, Rulebook rulebook, String where) {
        var told = new StanceHistory(rulebook);
        var fold = new StanceFold(rulebook, "KAZ", "TAL");
        var cells = new TreeMap<String, NavigableMap<LocalDate, JsonNode>>();
        List<Revision> before = List.of();
        int grown = 0;
        for (Act act : history) {
            told.add(act);
            List<Revision> now = told.visible(Instant.MAX);
            Optional<Folding.Grown> more = before.isEmpty() || !isOneMore(before, now)
                    ? Optional.empty()
                    : fold.grow(now.getLast(), Instant.MAX);
            if (more.isPresent()) {
                more.get().cells().forEach((cell, tail) -> put(cells, cell, tail));
                grown++;
            } else {
                cells.clear();
                fold.fold(now, Instant.MAX).forEach((cell, steps) -> cells.put(cell, new TreeMap<>(steps)));
            }
            assertThat(said(cells))
                    .as("%s, after %s of %s", where, act, history)
                    .isEqualTo(said(StanceFold.fold(rulebook, "KAZ", "TAL", now, Instant.MAX)));
            before = now;
        }
        return grown;
    }

    private static boolean isOneMore(List<Revision> before, List<Revision> now) {
        return now.size() == before.size() + 1 && now.subList(0, before.size()).equals(before);
    }

    private static void put(
            Map<String, NavigableMap<LocalDate, JsonNode>> cells, String cell, Folding.Grown.Tail tail) {
        NavigableMap<LocalDate, JsonNode> steps = cells.computeIfAbsent(cell, c -> new TreeMap<>());
        steps.tailMap(tail.from(), true).clear();
        steps.putAll(tail.steps());
    }

    /** What the cells say on each day on which any of them says something else; one that says nothing is as one that is not there. */
    private static Map<String, List<String>> said(Map<String, ? extends NavigableMap<LocalDate, JsonNode>> cells) {
        var said = new TreeMap<String, List<String>>();
        cells.forEach((cell, steps) -> {
            var days = new ArrayList<String>();
            JsonNode last = JsonNodeFactory.instance.nullNode();
            for (Map.Entry<LocalDate, JsonNode> step : steps.entrySet()) {
                if (!last.equals(step.getValue())) {
                    days.add(step.getKey() + " " + step.getValue());
                }
                last = step.getValue();
            }
            if (!days.isEmpty()) {
                said.put(cell, days);
            }
        });
        return said;
    }

    private static void fields(ObjectNode act, String type, String actor, String subject, Random random) {
        if (type.startsWith("Listing") || type.startsWith("Delisting")) {
            act.put("list", "national");
        }
        switch (type) {
            case "ListingImposed" -> act.put("status", random.nextBoolean() ? "BANNED" : "ASSET_DESIGNATION");
            case "ConditionsSet", "ConditionsMet" ->
                act.putArray("conditions").add(random.nextBoolean() ? "women_rights" : "drugs");
            case "ChargeAccepted" -> act.put("sender", subject).put("receiver", actor);
            case "MeetingHeld" -> act.put("format", "bilateral").put("level", "minister");
            default -> {}
        }
    }
}
