package org.geotimeline.projection.stance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.geotimeline.json.Nearest;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Register;
import org.geotimeline.rulebook.TestRulebooks;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How stances are asked, and what a wrong question is told. */
class StancesApiTest {

    private static final List<String> STATES = List.of("IRN", "KAZ", "RUS");
    private static final List<String> SUBJECTS = List.of("AFG", "TAL");

    private static EmbeddedPostgres server;
    private static StanceHistory told;
    private static StancesApi api;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        told = new StanceHistory(TestRulebooks.read("1.0"));
        var published = "{'type':'RulebookPublished','id':'rulebook:1','known':'2000-01-01','rulebook':%s}"
                .formatted("{'id':'stance-taliban','version':'1.0.0'}");
        told.add(published);
        told.act(
                "ListingImposed",
                "ACT-0047",
                "announced",
                "2003-02-14",
                "RUS",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'rus','known':'2003-02-14'");
        told.act(
                "ListingImposed",
                "ACT-0048",
                "effective",
                "2003-03-04",
                "RUS",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'rus','known':'2003-03-04'");
        told.act(
                "DelistingAnnounced",
                "ACT-0179",
                "announced",
                "2024-10-04",
                "RUS",
                "TAL",
                "'list':'rus','known':'2024-10-04'");
        told.act(
                "ListingImposed",
                "ACT-0049",
                "effective",
                "2005-03-15",
                "KAZ",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'kaz','known':'2005-03-15'");
        told.act(
                "ListingLifted",
                "ACT-0146",
                "effective",
                "[..2023-12-29]",
                "KAZ",
                "TAL",
                "'instrument':'register','list':'kaz','ends':'ACT-0049','known':'2023-12-29'");
        told.add("{'type':'ActReported','id':'A-KAZ-1','act':'ACT-0146','known':'2023-12-29','verdict':'first-report',"
                + "'says':{'en':'delisted'},'source':'kt-kz'}");
        told.act(
                "MissionHandedOver",
                "ACT-0130",
                "effective",
                "2023-02-26",
                "IRN",
                "TAL",
                "'sender':'AFG','receiver':'IRN','level':'CHARGE','known':'2023-02-27'");
        told.add("{'type':'RelationRecorded','id':'REL-02','relation':'controls','from':'TAL','to':'AFG',"
                + "'valid':'2021-08-15/..','known':'2021-08-15'}");
        tables();
        api = new StancesApi(
                projection -> new Folded(),
                server.getPostgresDatabase(),
                new Names(),
                (act, p) -> told.dossier(ActId.parse(act)));
    }

    /** What the runtime would have written. */
    private static void tables() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement make = connection.createStatement()) {
            make.execute("create schema projection; set search_path = projection");
            make.execute(new StanceProjection().tables());
            var first = told.events().get(0);
            assertThat(first.act()).isInstanceOf(RulebookPublished.class);
            StanceTables.publish(connection, "1.0.0", first, TestRulebooks.document("1.0"));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Steps that are folded when they are asked for. */
    private static final class Folded implements StepTable {

        @Override
        public String name() {
            return StanceProjection.NAME;
        }

        @Override
        public Optional<Set<String>> words(String field) {
            return Optional.empty();
        }

        @Override
        public Optional<Step> at(Timeline timeline, String cell, AsOf asOf) {
            return intervals(timeline, cell, asOf.knownAt(), asOf.position()).stream()
                    .filter(i -> !start(i).isAfter(asOf.validAt()))
                    .filter(i ->
                            i.to() == null || !Objects.requireNonNull(i.to()).isBefore(asOf.validAt()))
                    .map(i -> new Step(timeline, cell, start(i), i.answer()))
                    .findFirst();
        }

        private static LocalDate start(Interval interval) {
            return Objects.requireNonNullElse(interval.from(), LocalDate.MIN);
        }

        @Override
        public List<Step> slice(Map<String, String> keys, Cells cells, AsOf asOf) {
            return over(keys, cells, asOf.knownAt(), asOf.position()).stream()
                    .filter(i -> !start(i).isAfter(asOf.validAt()))
                    .filter(i ->
                            i.to() == null || !Objects.requireNonNull(i.to()).isBefore(asOf.validAt()))
                    .map(i -> new Step(i.timeline(), i.cell(), start(i), i.answer()))
                    .toList();
        }

        @Override
        public List<Interval> over(Map<String, String> keys, Cells cells, Instant knownAt, long position) {
            var intervals = new ArrayList<Interval>();
            for (String actor : STATES) {
                for (String subject : SUBJECTS) {
                    boolean wanted = keys.getOrDefault("actor", actor).equals(actor)
                            && keys.getOrDefault("subject", subject).equals(subject);
                    if (wanted) {
                        intervals.addAll(over(Timeline.of("1.0.0", actor, subject), cells, knownAt));
                    }
                }
            }
            return intervals;
        }

        private static List<Interval> over(Timeline timeline, Cells cells, Instant knownAt) {
            var intervals = new ArrayList<Interval>();
            StanceFold.fold(
                            TestRulebooks.read("1.0"),
                            timeline.value(1),
                            timeline.value(2),
                            told.visible(knownAt),
                            knownAt)
                    .forEach((cell, folded) -> folded.forEach((day, answer) -> {
                        LocalDate next = folded.higherKey(day);
                        if (!answer.isNull() && cells.has(cell)) {
                            LocalDate last = next == null ? null : next.minusDays(1);
                            intervals.add(new Interval(timeline, cell, day, last, answer));
                        }
                    }));
            return intervals;
        }

        @Override
        public List<Interval> intervals(Timeline timeline, String cell, Instant knownAt, long position) {
            return over(timeline, Cells.named(List.of(cell)), knownAt);
        }

        @Override
        public Set<ActId> acts(Timeline timeline, long position) {
            return told.events().stream()
                    .filter(event -> event.position() <= position)
                    .map(Recorded::id)
                    .collect(Collectors.toSet());
        }

        @Override
        public List<Learned> learned(Map<String, String> keys, Cells cells, LocalDate validAt, long position) {
            throw new UnsupportedOperationException("nothing here asks how a day was learned");
        }
    }

    private static final class Names implements Register {
        private static final TreeSet<String> ALL = new TreeSet<>(List.of("IRN", "KAZ", "RUS", "AFG", "TAL"));

        @Override
        public boolean has(String kind, String id) {
            return kind.equals("actor") && ALL.contains(id);
        }

        @Override
        public List<String> named(String kind, String text) {
            return ALL.stream().filter(text::equals).toList();
        }

        @Override
        public List<String> nearest(String kind, String id) {
            return Nearest.to(id, ALL);
        }

        @Override
        public List<String> states() {
            return STATES;
        }
    }

    private static Clocks clocks(String validAt, String knownAt) {
        return new Clocks() {
            @Override
            public AsOf of(String projection) {
                assertThat(projection).isEqualTo("stance_v3");
                return new AsOf(LocalDate.parse(validAt), Instant.parse(knownAt), 12);
            }

            @Override
            public String rulebook(AsOf asOf, Collection<String> subjects) {
                return "1.0.0";
            }

            @Override
            public String question() {
                return "/stances";
            }
        };
    }

    private static final Clocks DECEMBER_2024 = clocks("2024-10-20", "2024-12-01T23:59:59.999999Z");

    /** {@code name=value} pairs. */
    private static Answer<Stance> ask(Clocks clocks, String... asked) {
        var given = new HashMap<String, String>();
        for (String one : asked) {
            String[] parts = one.split("=", 2);
            given.put(parts[0], parts[1]);
        }
        return api.stances(
                clocks,
                list(given, "subject"),
                list(given, "actor"),
                list(given, "dimension"),
                list(given, "value"),
                given.containsKey("all") ? Boolean.valueOf(given.get("all")) : null,
                given.containsKey("limit") ? Integer.valueOf(given.get("limit")) : null,
                given.get("cursor"));
    }

    private static @Nullable List<String> list(Map<String, String> given, String name) {
        return given.containsKey(name) ? List.of(given.getOrDefault(name, "").split(",")) : null;
    }

    @Test
    void the_answer_says_in_a_sentence_what_it_says_in_its_row() {
        Answer<Stance> answer = ask(DECEMBER_2024, "subject=TAL", "actor=RUS", "dimension=designation");
        assertThat(answer.summary())
                .isEqualTo("As known on 2024-12-01 (ledger position 12), RUS's designation of TAL on 2024-10-20 was"
                        + " BANNED, with process ANNOUNCED, since 2003-03-04.");
        assertThat(answer.rows())
                .containsExactly(new Stance(
                        "RUS",
                        "TAL",
                        "designation",
                        "BANNED",
                        "CERTAIN",
                        List.of(),
                        "ANNOUNCED",
                        "2003-03-04",
                        List.of("ACT-0048"),
                        "D1",
                        null));
        assertThat(answer.rulebook()).isEqualTo("1.0.0");
        assertThat(answer.view()).isEqualTo(new Answer.View("stance", "v3", 12));
        assertThat(answer.complete()).isTrue();
    }

    @Test
    void a_row_has_exactly_its_names_with_nulls_written_out() {
        Answer<Stance> answer = ask(DECEMBER_2024, "subject=TAL", "actor=IRN", "dimension=recognition,sanctions");
        JsonNode rows = JsonMapper.shared().valueToTree(answer.rows());
        assertThat(rows.get(1).propertyNames())
                .containsExactly(
                        "actor",
                        "subject",
                        "dimension",
                        "value",
                        "certainty",
                        "alternatives",
                        "process",
                        "since",
                        "acts",
                        "rule");
        assertThat(rows.get(1).path("certainty").asString()).isEqualTo("NO_DATA");
        assertThat(rows.get(1).path("value").isNull()).isTrue();
    }

    @Test
    void a_named_actor_without_a_row_has_no_data_and_the_flag_that_is_usual() {
        assertThat(ask(DECEMBER_2024, "actor=IRN", "dimension=designation,sanctions")
                        .rows())
                .extracting(Stance::subject, Stance::dimension, Stance::certainty, Stance::process)
                .containsExactly(
                        tuple("TAL", "designation", "NO_DATA", "NONE"), tuple("TAL", "sanctions", "NO_DATA", null));
    }

    @Test
    void a_matrix_shows_actors_with_a_row_unless_all_are_asked_for() {
        assertThat(ask(DECEMBER_2024, "subject=TAL", "dimension=designation").rows())
                .extracting(Stance::actor)
                .containsExactly("KAZ", "RUS");
        assertThat(ask(DECEMBER_2024, "subject=TAL", "dimension=designation", "all=true")
                        .rows())
                .extracting(Stance::actor)
                .containsExactly("IRN", "KAZ", "RUS");
        assertThat(ask(DECEMBER_2024, "subject=TAL", "dimension=designation", "value=BANNED")
                        .rows())
                .extracting(Stance::actor)
                .containsExactly("RUS");
    }

    @Test
    void pages_together_are_the_whole() {
        var whole = ask(DECEMBER_2024, "subject=TAL").rows();
        assertThat(whole).hasSizeGreaterThan(3);
        var pages = new ArrayList<Stance>();
        Answer<Stance> page = ask(DECEMBER_2024, "subject=TAL", "limit=1");
        pages.addAll(page.rows());
        while (page.next() != null) {
            assertThat(page.complete()).isFalse();
            page = ask(DECEMBER_2024, "subject=TAL", "limit=1", "cursor=" + page.next());
            pages.addAll(page.rows());
        }
        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void a_wrong_question_is_told_what_would_be_right() {
        wrong("subject", "a subject or an actor is required, as in subject=TAL", List.of());
        wrong("subject", "no actor 'TAK' is registered", List.of("TAL", "KAZ"), "subject=TAK");
        wrong(
                "dimension",
                "rulebook 1.0.0 has no dimension 'designatoin'",
                List.of("designation"),
                "subject=TAL",
                "dimension=designatoin");
        wrong(
                "value",
                "'BANED' is no value of designation",
                List.of("BANNED"),
                "subject=TAL",
                "dimension=designation",
                "value=BANED");
        wrong("limit", "limit is between 1 and 1000, not 0", List.of(), "subject=TAL", "limit=0");
        wrong(
                "cursor",
                "this cursor was not given by this server; begin again without it",
                List.of(),
                "subject=TAL",
                "cursor=!!");
    }

    private static void wrong(String parameter, String sentence, List<String> nearest, String... asked) {
        var bad = Objects.requireNonNull(catchThrowableOfType(BadQuestion.class, () -> ask(DECEMBER_2024, asked)));
        assertThat(bad.parameter()).isEqualTo(parameter);
        assertThat(bad.getMessage()).isEqualTo(sentence);
        assertThat(bad.nearest()).isEqualTo(nearest);
    }

    @Test
    void a_flag_is_told_with_its_dimension_and_a_vector_without_rules_has_no_data() {
        var bad = Objects.requireNonNull(catchThrowableOfType(
                BadQuestion.class, () -> ask(DECEMBER_2024, "subject=TAL", "dimension=designation_process")));
        assertThat(bad)
                .hasMessage("'designation_process' is told as the process of 'designation'; ask for that dimension");
        assertThat(ask(DECEMBER_2024, "subject=TAL", "actor=RUS", "dimension=alignment")
                        .rows())
                .extracting(Stance::certainty)
                .containsExactly("NO_DATA");
    }

    @Test
    void intervals_have_both_days_and_no_last_one_while_they_hold() {
        var rows = api.intervals(DECEMBER_2024, "KAZ", "TAL", List.of("designation"), null)
                .rows();
        assertThat(rows.stream().map(Stance.Interval.class::cast))
                .extracting(Stance.Interval::value, Stance.Interval::from, Stance.Interval::to)
                .containsExactly(tuple(null, "2005-03-15", "2023-12-28"), tuple("DELISTED", "2023-12-29", null));
    }

    @Test
    void who_asks_why_is_shown_acts_reports_rules_relations_and_what_moved_nothing() {
        var russia = api.explain(DECEMBER_2024, "RUS", "TAL", List.of("designation"))
                .rows()
                .get(0);
        assertThat(russia.because())
                .extracting(Explanation.Reason::id, Explanation.Reason::sentence)
                .containsExactly(
                        tuple(
                                "ACT-0048",
                                "By rule D1 ListingImposed ACT-0048, 2003-03-04, sets designation to BANNED."),
                        tuple(
                                "ACT-0179",
                                "By rule D2.2 DelistingAnnounced ACT-0179, 2024-10-04, sets designation process to"
                                        + " ANNOUNCED."));
        assertThat(russia.movedNothing())
                .extracting(Explanation.Reason::sentence)
                .containsExactly("ListingImposed ACT-0047 is announced; rule D1 takes what is effective.");
        var kazakhstan = api.explain(DECEMBER_2024, "KAZ", "TAL", List.of("designation"))
                .rows()
                .get(0);
        assertThat(kazakhstan.because().get(0).reports().get(0).path("verdict").asString())
                .isEqualTo("first-report");
        assertThat(kazakhstan.superseded()).extracting(Explanation.Reason::id).containsExactly("ACT-0049");
        var iran = api.explain(DECEMBER_2024, "IRN", "TAL", List.of("recognition"))
                .rows()
                .get(0);
        assertThat(iran.value()).isEqualTo("DE_FACTO_DEALING");
        assertThat(Objects.requireNonNull(iran.derived()).path("id").asString()).isEqualTo("R4");
        assertThat(iran.relations().get(0).path("id").asString()).isEqualTo("REL-02");
        assertThat(iran.because().get(0).sentence()).endsWith("It is toward AFG and counts for TAL by REL-02.");
    }
}
