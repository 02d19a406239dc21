package org.geotimeline.projection.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Revision;
import org.geotimeline.act.listing.ListingAct.ListingImposed;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.runtime.steps.PostgresSteps;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Many acts on few timelines, and many timelines at once. */
public class HotTimelineTest {

    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final Duration IN_TIME = Duration.ofMinutes(4);

    public static Act imposed(String id, String list, String party, LocalDate day) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "ListingImposed")
                .put("id", id)
                .put("status", "S" + day.getDayOfMonth())
                .put("list", list)
                .put("phase", "effective")
                .put("valid", day.toString());
        body.putArray("actors").addObject().put("id", "KAZ");
        body.putArray("subjects").addObject().put("id", party);
        return ActJson.read(body);
    }

    /** Folds as plainly as can be, so that what is measured is the runtime. */
    private static final class LastStatus extends LatestListing {
        @Override
        public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
                Timeline timeline, List<Revision> visible, Instant knownAt) {
            var steps = new TreeMap<LocalDate, JsonNode>();
            for (Revision revision : visible) {
                var act = (ListingImposed) revision.act();
                steps.put(
                        act.about().change().lower(),
                        JsonNodeFactory.instance.stringNode(act.id().text()));
            }
            return Map.of("last", steps);
        }
    }

    @Test
    void ten_thousand_acts_on_one_timeline_are_all_applied() throws Exception {
        int count = 10_000;
        var ledger = new MemoryLedger();
        for (int i = 0; i < count; i++) {
            ledger.append(imposed("A" + i, "kaz-national", "TAL", FIRST.plusDays(i)));
        }
        try (var database = Database.fresh();
                var runner = TestRunners.of(new LastStatus(), database.source(), ledger)) {
            runner.start();
            assertThat(runner.await(count, IN_TIME)).as("%s", runner.state()).isTrue();
            var now = new AsOf(
                    FIRST.plusDays(count), ledger.events().get(count - 1).known(), count);
            var steps = new PostgresSteps("latest_v1", List.of("list", "party"), database.source());
            assertThat(steps.at(Timeline.of("kaz-national", "TAL"), "last", now))
                    .hasValueSatisfying(
                            step -> assertThat(step.answer().asString()).isEqualTo("A9999"));
        }
    }

    /** Gives each of its timelines eight cells. */
    private static final class EightCells extends LatestListing {
        @Override
        public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
                Timeline timeline, List<Revision> visible, Instant knownAt) {
            var cells = new LinkedHashMap<>(super.fold(timeline, visible, knownAt));
            var status = cells.getOrDefault("status", new TreeMap<>());
            for (int i = 1; i < 8; i++) {
                cells.put("status" + i, status);
            }
            cells.remove("count");
            cells.remove("place");
            return cells;
        }
    }

    @Test
    void a_slice_of_two_hundred_timelines_says_of_each_cell_what_a_look_at_that_cell_says() throws Exception {
        int timelines = 200;
        int acts = 25;
        var ledger = new MemoryLedger();
        for (int i = 0; i < timelines * acts; i++) {
            ledger.append(imposed("A" + i, "un-1988", "P%03d".formatted(i % timelines), FIRST.plusDays(i)));
        }
        try (var database = Database.fresh();
                var runner = TestRunners.of(new EightCells(), database.source(), ledger)) {
            runner.start();
            assertThat(runner.await(ledger.head(), IN_TIME))
                    .as("%s", runner.state())
                    .isTrue();
            database.execute("analyze projection.latest_v1_step, projection.latest_v1_cell");
            var steps = new PostgresSteps("latest_v1", List.of("list", "party"), database.source());
            var asOf = new AsOf(
                    FIRST.plusDays(timelines * acts / 2),
                    ledger.events().get(timelines * acts - 1).known(),
                    timelines * acts);
            List<StepTable.Step> slice = steps.slice(Map.of("list", "un-1988"), List.of(), asOf);
            assertThat(slice).hasSize(timelines * 8).isSortedAccordingTo(HotTimelineTest::compare);
            for (StepTable.Step step : slice) {
                assertThat(steps.at(step.timeline(), step.cell(), asOf)).contains(step);
            }
        }
    }

    private static int compare(StepTable.Step a, StepTable.Step b) {
        int byParty = a.timeline().value(1).compareTo(b.timeline().value(1));
        return byParty == 0 ? a.cell().compareTo(b.cell()) : byParty;
    }
}
