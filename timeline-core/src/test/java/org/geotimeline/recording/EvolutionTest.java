package org.geotimeline.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActType;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.Revision.Standing;
import org.geotimeline.act.TestActs;
import org.geotimeline.act.before.Before;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.listing.ListingAct;
import org.geotimeline.act.listing.ListingAct.ListingImposed;
import org.geotimeline.act.listing.ListingAct.ListingLifted;
import org.geotimeline.json.Fault;
import org.geotimeline.store.OldEvents;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.TestDatabase;
import org.geotimeline.store.log.SelfCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that an older program wrote, as bytes, read and added to by the current program. */
class EvolutionTest {

    private static final String BEFORE = "timeline.before.";

    private TestDatabase database;
    private HikariDataSource source;
    private PostgresEventStore engine;
    private Recorder recorder;
    private Dossiers dossiers;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        source = database.application();
        engine = PostgresEventStore.open(source, ActEvents.converter());
        recorder = TestRecording.recorder(engine, engine.log());
        dossiers = Dossiers.in(engine.log());
    }

    @AfterEach
    void close() {
        engine.close();
        source.close();
        database.close();
    }

    private Outcome say(Act act) {
        return TestRecording.say(recorder, act);
    }

    private long proclaimed(String id) {
        return OldEvents.append(
                engine,
                BEFORE + "BanProclaimed",
                1,
                Before.proclaimed(id, "2005-03-15", "kaz-national"),
                "act:" + id,
                "actor:KAZ",
                "register:kaz-national/TAL");
    }

    private long enacted(String id) {
        return OldEvents.append(
                engine, BEFORE + "BanEnacted", 1, Before.enacted(id, "2005-03-15", "full"), "act:" + id, "actor:KAZ");
    }

    private long replaced(String id) {
        return OldEvents.append(
                engine,
                BEFORE + "BanReplaced",
                1,
                Before.replaced(id, "2010-06-01", "kaz-national", "kaz-second"),
                "act:" + id,
                "kind:ban");
    }

    private static Act lifted(String list) {
        return TestActs.act("""
                {'type': 'ListingLifted', 'id': 'L-1', 'phase': 'effective', 'valid': '2023-12-29',
                 'actors': [{'id': 'KAZ'}], 'subjects': [{'id': 'TAL'}], 'list': '%s'}""", list);
    }

    private Revision latest(String id) {
        return dossiers.of(id, engine.log().head()).latest().orElseThrow();
    }

    // ---------------------------------------------------------------------------------------------- what rules read

    @Test
    void a_rule_that_asks_for_the_current_name_and_tag_finds_what_was_stored_under_old_ones() {
        assertThat(say(lifted("kaz-national"))).isInstanceOf(Outcome.Refused.class);
        proclaimed("B-1");
        assertThat(say(lifted("kaz-national"))).isInstanceOf(Outcome.OnFile.class);
    }

    @Test
    void it_is_found_although_no_old_tag_leads_to_it() {
        enacted("B-1");
        assertThat(say(lifted("kaz-second"))).isInstanceOf(Outcome.Refused.class);
        assertThat(say(lifted("kaz-national"))).isInstanceOf(Outcome.OnFile.class);
    }

    @Test
    void it_is_found_as_the_second_act_of_an_event() {
        replaced("B-1");
        assertThat(say(lifted("kaz-second"))).isInstanceOf(Outcome.OnFile.class);
    }

    @Test
    void what_was_taken_back_before_is_taken_back_for_a_current_rule() {
        proclaimed("B-1");
        OldEvents.append(
                engine,
                "timeline.knowledge.ActRetracted",
                1,
                "{\"type\": \"ActRetracted\", \"id\": \"R-1\", \"act\": \"B-1\"}",
                "act:R-1",
                "act:B-1",
                "register:kaz-national/TAL");
        assertThat(say(lifted("kaz-national"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_decision_is_retried_if_an_older_program_appended_meanwhile_under_its_own_name() {
        for (Runnable faster :
                List.<Runnable>of(() -> proclaimed("B-2"), () -> enacted("B-3"), () -> replaced("B-4"))) {
            var tries = new AtomicInteger();
            var racing = (EventStorageEngine) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (proxy, method, given) -> {
                        if (method.getName().equals("appendEvents") && tries.getAndIncrement() == 0) {
                            faster.run();
                        }
                        try {
                            return method.invoke(engine, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            Act unanchored = TestActs.act("""
                    {'type': 'ListingLifted', 'id': 'L-%d', 'phase': 'effective', 'valid': '2023-12-29', 'unanchored': true,
                     'actors': [{'id': 'KAZ'}], 'subjects': [{'id': 'TAL'}], 'list': 'kaz-national'}""", engine.log().head());
            assertThat(TestRecording.say(TestRecording.recorder(racing, engine.log()), unanchored))
                    .isInstanceOf(Outcome.OnFile.class);
            assertThat(tries).hasValue(2);
        }
    }

    // --------------------------------------------------------------------------------------------------- what acts are

    @Test
    void a_renamed_and_a_merged_type_are_read_as_the_current_type_and_said_again_in_its_words_are_nothing_new() {
        long first = proclaimed("B-1");
        long second = enacted("B-2");
        for (String id : List.of("B-1", "B-2")) {
            assertThat(latest(id).act()).isInstanceOf(ListingImposed.class);
            Outcome again = say(TestActs.imposed(id));
            assertThat(again).isInstanceOf(Outcome.NothingNew.class);
            assertThat(((Outcome.NothingNew) again).event().position()).isEqualTo(id.equals("B-1") ? first : second);
        }
    }

    @Test
    void a_split_event_is_two_acts_at_one_position_and_the_second_is_named_after_the_first() {
        long position = replaced("B-1");
        Revision lifting = latest("B-1");
        Revision imposition = latest("B-1:part-imposition");
        assertThat(lifting.act()).isInstanceOf(ListingLifted.class);
        assertThat(imposition.act()).isInstanceOf(ListingImposed.class);
        assertThat(((ListingAct) imposition.act()).list().text()).isEqualTo("kaz-second");
        assertThat(List.of(lifting.position(), imposition.position())).containsOnly(position);
        assertThat(EventDecoder.acts(engine.log().read(0, 10)).stream().map(Recorded::id))
                .extracting("text")
                .containsExactly("B-1", "B-1:part-imposition");
    }

    @Test
    void what_is_said_about_the_event_holds_for_both_acts_and_what_is_said_about_a_part_for_that_one_alone() {
        replaced("B-1");
        say(TestActs.said("ActDisputed", "D-1", "B-1:part-imposition", ""));
        assertThat(latest("B-1:part-imposition").marks()).contains("disputed");
        assertThat(latest("B-1").marks()).doesNotContain("disputed");
        assertThat(say(TestActs.said("ActRetracted", "R-1", "B-1", ""))).isInstanceOf(Outcome.OnFile.class);
        assertThat(latest("B-1").standing()).isEqualTo(Standing.RETRACTED);
        assertThat(latest("B-1:part-imposition").standing()).isEqualTo(Standing.RETRACTED);
        assertThat(say(TestActs.said("ActConfirmed", "C-1", "B-1:part-imposition", "")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_correction_in_old_words_corrects_every_act_that_the_words_are_read_as() {
        replaced("B-1");
        OldEvents.append(engine, "timeline.knowledge.ActCorrected", 1, """
                {"type": "ActCorrected", "id": "K-1", "act": "B-1", "changes": {"to": "kaz-third"}}""", "act:K-1", "act:B-1");
        OldEvents.append(engine, "timeline.knowledge.ActCorrected", 1, """
                {"type": "ActCorrected", "id": "K-2", "act": "B-1", "changes": {"from": "kaz-old", "valid": "2011"}}""", "act:K-2", "act:B-1");
        assertThat(((ListingAct) latest("B-1").act()).list().text()).isEqualTo("kaz-old");
        assertThat(((ListingAct) latest("B-1:part-imposition").act()).list().text())
                .isEqualTo("kaz-third");
        assertThat(latest("B-1:part-imposition").body().path("valid").asString())
                .isEqualTo("2011");
        assertThat(say(TestActs.said(
                        "ActCorrected", "K-3", "B-1:part-imposition", ", 'changes': {'list': 'kaz-fourth'}")))
                .isInstanceOf(Outcome.OnFile.class);
        assertThat(((ListingAct) latest("B-1:part-imposition").act()).list().text())
                .isEqualTo("kaz-fourth");
        assertThat(((ListingAct) latest("B-1").act()).list().text()).isEqualTo("kaz-old");
    }

    @Test
    void a_dropped_type_is_read_as_nothing_and_keeps_its_place_and_its_leaf() {
        long position = OldEvents.append(engine, BEFORE + "GazetteNoted", 1, Before.noted("G-1"), "act:G-1");
        StoredEvent stored = engine.log().read(position - 1, 1).getFirst();
        assertThat(EventDecoder.acts(stored)).isEmpty();
        assertThat(dossiers.of("G-1", position)).extracting(Dossier::first).isEqualTo(Optional.empty());
        assertThat(new String(stored.payload(), StandardCharsets.UTF_8)).contains("\"number\":12");
        assertThat(say(TestActs.imposed("B-1"))).isInstanceOf(Outcome.OnFile.class);
    }

    @Test
    void parts_of_a_split_in_old_words_are_read_in_current_ones() {
        proclaimed("B-1");
        OldEvents.append(
                engine,
                "timeline.knowledge.ActSplit",
                1,
                """
                {"type": "ActSplit", "id": "S-1", "act": "B-1", "into": [%s, %s]}""".formatted(
                                Before.enacted("B-2", "2006", "full"),
                                Before.replaced("B-3", "2007", "kaz-national", "kaz-second")),
                "act:S-1",
                "act:B-1");
        OldEvents.append(
                engine,
                "timeline.knowledge.ActSplit",
                1,
                """
                {"type": "ActSplit", "id": "S-2", "act": "B-9", "into": [%s, %s]}""".formatted(Before.enacted("B-4", "2006", "full"), Before.noted("G-5")),
                "act:S-2",
                "act:B-9");
        List<Recorded> read = EventDecoder.acts(engine.log().read(1, 10));
        assertThat(read.get(0)
                        .body()
                        .path("into")
                        .valueStream()
                        .map(part -> part.path("id").asString()))
                .containsExactly("B-2", "B-3", "B-3:part-imposition");
        assertThat(read.get(1).type().name()).isEqualTo("ActRetracted");
        assertThat(latest("B-1").standing()).isEqualTo(Standing.SPLIT);
    }

    @Test
    void nobody_gives_an_act_the_name_of_a_part() {
        assertThat(say(TestActs.imposed("B-1:part-imposition")))
                .isEqualTo(new Outcome.Refused(List.of(new Fault(
                        "/id", "'B-1:part-imposition' names a part of what is recorded as 'B-1'; give another"))));
    }

    @Test
    void what_was_lifted_once_is_kept_and_the_stored_bytes_are_as_they_were() {
        replaced("B-1");
        StoredEvent stored = engine.log().read(0, 1).getFirst();
        assertThat(EventDecoder.acts(stored))
                .isSameAs(EventDecoder.acts(engine.log().read(0, 1).getFirst()));
        assertThat(stored.type()).isEqualTo(BEFORE + "BanReplaced");
        assertThat(new String(stored.payload(), StandardCharsets.UTF_8)).contains("\"from\":\"kaz-national\"");
        assertThat(new SelfCheck(engine.log(), source).run(1, 100).findings()).isEmpty();
    }

    @Test
    void a_current_type_is_known_by_every_name_that_leads_to_it() {
        assertThat(Lifts.all().storedAs("timeline.listing.ListingImposed"))
                .containsExactlyInAnyOrder(
                        "timeline.listing.ListingImposed",
                        BEFORE + "BanProclaimed",
                        BEFORE + "BanEnacted",
                        BEFORE + "BanReplaced");
        assertThat(Lifts.all().readAs("BanReplaced"))
                .extracting(ActType::name)
                .containsExactlyInAnyOrder("ListingImposed", "ListingLifted");
        assertThat(Lifts.all().everNamed("GazetteNoted")).contains(BEFORE + "GazetteNoted");
        assertThat(Lifts.all().everNamed("GazetteSeen")).isEmpty();
    }
}
