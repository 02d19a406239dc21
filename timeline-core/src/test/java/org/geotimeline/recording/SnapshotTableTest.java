package org.geotimeline.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.geotimeline.act.Act;
import org.geotimeline.act.TestActs;
import org.geotimeline.act.before.Before;
import org.geotimeline.store.OldEvents;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.SnapshotTable;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.TestDatabase;
import org.geotimeline.store.erasure.Eraser;
import org.geotimeline.store.log.SelfCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions over one act of which much was said, on a real database. */
class SnapshotTableTest {

    private static final int MANY = 1_200;

    private TestDatabase database;
    private HikariDataSource source;
    private HikariDataSource superuser;
    private PostgresEventStore engine;
    private SnapshotTable table;
    private Recorder recorder;

    /** From where each reading of the ledger began. */
    private final List<Long> begun = new ArrayList<>();

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabase.fresh();
        source = database.application();
        superuser = database.superuser();
        engine = PostgresEventStore.open(source, ActEvents.converter());
        table = new SnapshotTable(source);
        recorder = started();
        say(TestActs.imposed("B-1"));
        say(TestActs.said("ActCorrected", "C-0", "B-1", ", 'changes': {'note': {'en': 'Kabul'}}"));
        fill(MANY);
    }

    @AfterEach
    void close() {
        engine.close();
        superuser.close();
        source.close();
        database.close();
    }

    /** As after a start: nothing is in memory. */
    private Recorder started() {
        var watched = (EventStorageEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (proxy, method, given) -> {
                    if (method.getName().equals("source")) {
                        Position start = ((SourcingCondition) given[0]).start();
                        begun.add(start == Position.START ? 0 : GlobalIndexPosition.toIndex(start));
                    }
                    try {
                        return method.invoke(engine, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return TestRecording.recorder(watched, engine.log(), table);
    }

    /** Reports like the saying at position 2, with leaves of no worth. */
    private void fill(int many) throws SQLException {
        execute("""
            with n as (
                select h.position + i as position, 'F-' || (h.position + i) as id, h.recorded_at + i * interval '1 us' as at
                from timeline.head h, generate_series(1, %d) i
            ), e as (
                insert into timeline.event (position, event_id, type, version, recorded_at, said_at, tags, metadata,
                    payload, salt, body_hash, leaf)
                select n.position, gen_random_uuid(), 'timeline.knowledge.ActReported', '1', n.at, n.at,
                    array_replace(e.tags, 'act:C-0', 'act:' || id), e.metadata,
                    convert_to('{"act":"B-1","id":"' || id || '","type":"ActReported"}', 'UTF8'),
                    uuid_send(gen_random_uuid()), sha256(int8send(n.position)), sha256(int8send(n.position))
                from n, timeline.event e where e.position = 2
                returning position, type, tags
            ), t as (
                insert into timeline.tag (tag, position, type) select unnest(tags), position, type from e
            )
            update timeline.head set position = position + %d, recorded_at = recorded_at + interval '1 s'\
            """.formatted(many, many));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String asked(String sql) throws SQLException {
        try (Connection connection = superuser.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private Outcome say(Act act) {
        begun.clear();
        return TestRecording.say(recorder, act);
    }

    private void correct(String id) {
        assertThat(say(TestActs.said("ActCorrected", id, "B-1", ", 'changes': {'title': {'en': '" + id + "'}}")))
                .isInstanceOf(Outcome.OnFile.class);
    }

    private StoredEvent at(long position) {
        return engine.log().at(List.of(position)).getFirst();
    }

    private boolean readsOn() {
        return begun.getLast() > MANY;
    }

    @Test
    void the_second_decision_reads_on_where_the_first_ended_and_decides_the_same() {
        correct("C-1");
        assertThat(readsOn()).isFalse();
        correct("C-2");
        assertThat(readsOn()).isTrue();
        assertThat(say(TestActs.said("ActCorrected", "C-3", "B-1", ", 'changes': {'status': null}")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(say(TestActs.lifted("L-1", ""))).isInstanceOf(Outcome.OnFile.class);
        assertThat(say(TestActs.said("ActRetracted", "R-1", "B-1", ""))).isInstanceOf(Outcome.OnFile.class);
        assertThat(say(TestActs.said("ActCorrected", "C-4", "B-1", ", 'changes': {'valid': '2006'}")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(say(TestActs.lifted("L-2", ""))).isInstanceOf(Outcome.Refused.class);
        assertThat(readsOn()).isTrue();
        assertThat(say(TestActs.imposed("B-1"))).isInstanceOf(Outcome.NothingNew.class);
        assertThat(say(TestActs.said("ActReported", "C-2", "B-1", ""))).isInstanceOf(Outcome.Taken.class);
    }

    @Test
    void a_saying_that_is_taken_back_is_taken_back_also_where_the_reading_is_kept() {
        correct("C-1");
        assertThat(say(TestActs.said("ActRetracted", "R-1", "B-1", ""))).isInstanceOf(Outcome.OnFile.class);
        assertThat(say(TestActs.said("ActRetracted", "R-2", "R-1", ""))).isInstanceOf(Outcome.OnFile.class);
        correct("C-2");
        assertThat(readsOn()).isFalse();
    }

    @Test
    void old_acts_are_advanced_in_current_words_and_read_again_in_old_words_or_as_several() {
        OldEvents.append(
                engine,
                "timeline.before.BanProclaimed",
                1,
                Before.proclaimed("P-1", "2005-03-15", "kaz-national"),
                "act:P-1",
                "actor:KAZ",
                "register:kaz-national/TAL");
        assertThat(say(TestActs.lifted("L-1", ""))).isInstanceOf(Outcome.OnFile.class);
        say(TestActs.said("ActCorrected", "K-1", "P-1", ", 'changes': {'status': 'LISTED'}"));
        assertThat(say(TestActs.lifted("L-2", ""))).isInstanceOf(Outcome.OnFile.class);
        assertThat(readsOn()).isTrue();
        OldEvents.append(
                engine, "timeline.knowledge.ActCorrected", 1, """
                {"type": "ActCorrected", "id": "K-2", "act": "P-1", "changes": {"register": "kaz-second"}}\
                """, "act:K-2", "act:P-1", "register:kaz-national/TAL");
        assertThat(say(TestActs.said("ActRetracted", "R-1", "B-1", ""))).isInstanceOf(Outcome.OnFile.class);
        assertThat(say(TestActs.lifted("L-3", ""))).isInstanceOf(Outcome.Refused.class);
        assertThat(readsOn()).isFalse();
        assertThat(recorder.checkSnapshots(1_000_000)).isEmpty();
        OldEvents.append(
                engine,
                "timeline.before.BanReplaced",
                1,
                Before.replaced("P-2", "2010-06-01", "kaz-second", "kaz-national"),
                "act:P-2",
                "kind:ban");
        for (String lifting : List.of("L-4", "L-5")) {
            assertThat(say(TestActs.lifted(lifting, ""))).isInstanceOf(Outcome.OnFile.class);
            assertThat(readsOn()).isFalse();
        }
    }

    @Test
    void after_a_start_it_is_read_from_the_table_unless_another_program_or_somebody_else_wrote_it()
            throws SQLException {
        correct("C-1");
        for (String changed : List.of(
                "version = 'another'",
                "state = replace(state, 'STANDS', 'RETRACTED')",
                "leaf = 'ff'",
                "erased = erased + 1",
                "questions = questions || ' '")) {
            recorder = started();
            correct("C-2" + changed.hashCode());
            assertThat(readsOn()).as("untouched, then " + changed).isTrue();
            assertThat(asked("select count(*) from timeline.kept_reading")).isEqualTo("1");
            execute("update timeline.kept_reading set " + changed);
            recorder = started();
            correct("C-3" + changed.hashCode());
            assertThat(readsOn()).as(changed).isFalse();
            execute("delete from timeline.kept_reading");
            recorder = started();
            correct("C-4" + changed.hashCode());
        }
    }

    @Test
    void a_database_that_keeps_nothing_makes_no_decision_fail() throws SQLException {
        execute("revoke all on timeline.kept_reading from timeline_app");
        correct("C-1");
        correct("C-2");
        assertThat(readsOn()).isTrue();
    }

    @Test
    void the_check_finds_what_is_kept_otherwise_than_the_ledger_has_it_and_throws_it_away() throws SQLException {
        correct("C-1");
        assertThat(recorder.checkSnapshots(1_000_000)).isEmpty();
        SnapshotTable.Row row = table.all().getFirst();
        execute("delete from timeline.kept_reading");
        table.put(SnapshotTable.Row.of(
                row.questions(),
                row.version(),
                row.position(),
                row.leaf(),
                row.erased(),
                row.events(),
                row.state().replace("STANDS", "RETRACTED")));
        assertThat(recorder.checkSnapshots(1_000_000))
                .containsExactly(new SelfCheck.Finding(
                        row.position(),
                        "what is kept of [[\"act:B-1\"]] up to here is not what the ledger gives; it was thrown away,"
                                + " the ledger has it all"));
        assertThat(table.all()).isEmpty();
        correct("C-2");
        assertThat(readsOn()).isFalse();
        execute("update timeline.kept_reading set state = state || ' '");
        assertThat(recorder.checkSnapshots(1_000_000))
                .singleElement()
                .satisfies(found -> assertThat(found.what())
                        .isEqualTo(
                                "what is kept of [[\"act:B-1\"]] was changed after it was written; it was thrown away,"
                                        + " the ledger has it all"));
    }

    @Test
    void after_a_number_of_uses_it_is_compared_with_the_history() throws SQLException {
        correct("C-1");
        SnapshotTable.Row row = table.all().getFirst();
        execute("delete from timeline.kept_reading");
        table.put(SnapshotTable.Row.of(
                row.questions(),
                row.version(),
                row.position(),
                row.leaf(),
                row.erased(),
                row.events(),
                row.state().replace("STANDS", "RETRACTED")));
        recorder = started();
        int wrong = 0;
        for (int use = 1; use <= SnapshotCache.CHECK_INTERVAL_USES + 1; use++) {
            boolean refused = say(TestActs.said("ActConfirmed", "K-" + use, "B-1", "")) instanceof Outcome.Refused;
            wrong += refused ? 1 : 0;
        }
        assertThat(wrong).isEqualTo(SnapshotCache.CHECK_INTERVAL_USES - 1);
        assertThat(table.all()).noneMatch(kept -> kept.state().contains("RETRACTED"));
    }

    @Test
    void an_erasure_takes_what_is_kept_with_it_in_the_table_and_in_memory() throws SQLException {
        correct("C-1");
        correct("C-2");
        assertThat(asked("select state from timeline.kept_reading")).contains("Kabul");
        StoredEvent correction = at(2);
        assertThat(say(TestActs.said(
                        "PayloadErased",
                        "erasure:" + correction.id(),
                        "C-0",
                        ", 'event': '%s'".formatted(correction.id()))))
                .isInstanceOf(Outcome.OnFile.class);
        SnapshotTable.Row before = table.all().getFirst();
        correct("C-3"); // between what says so and the erasure
        try (HikariDataSource erasing = erasing()) {
            assertThat(new Eraser(erasing).erase(correction.id())).isTrue();
        }
        assertThat(table.all()).isEmpty();
        table.put(before);
        assertThat(table.all()).as("read before the erasure").isEmpty();
        correct("C-4");
        assertThat(readsOn()).as("old memory").isFalse();
        assertThat(asked("select state from timeline.kept_reading"))
                .contains("C-3")
                .doesNotContain("Kabul");
        correct("C-5");
        assertThat(readsOn()).isTrue();
        assertThat(recorder.checkSnapshots(1_000_000)).isEmpty();
    }

    private HikariDataSource erasing() {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(1);
        config.setConnectionInitSql("set role timeline_eraser");
        return new HikariDataSource(config);
    }

    @Test
    void many_at_once_are_decided_as_if_one_after_another() throws Exception {
        try (ExecutorService many = Executors.newFixedThreadPool(4)) {
            var recorders = List.of(recorder, TestRecording.recorder(engine, engine.log(), table));
            var retracting = new ArrayList<Future<Outcome>>();
            for (int i = 0; i < 12; i++) {
                Act act = TestActs.said(i % 3 == 0 ? "ActRetracted" : "ActConfirmed", "X-" + i, "B-1", "");
                Recorder one = recorders.get(i % 2);
                retracting.add(many.submit(() -> TestRecording.say(one, act)));
            }
            int retracted = 0;
            for (int i = 0; i < 12; i++) {
                boolean recorded = retracting.get(i).get() instanceof Outcome.OnFile;
                retracted += recorded && i % 3 == 0 ? 1 : 0;
            }
            assertThat(retracted).isEqualTo(1);
        }
        assertThat(recorder.checkSnapshots(1_000_000)).isEmpty();
    }

    @Test
    void a_debate_about_a_listing_is_not_in_the_way_of_its_lifting_and_its_imposition_is() throws SQLException {
        execute("delete from timeline.kept_reading");
        var tries = new AtomicInteger();
        for (Act meanwhile : List.of(
                TestActs.act("""
                    {'type': 'BillRead', 'id': 'D-1', 'phase': 'effective', 'valid': '2023-06-01', 'actors': [{'id': 'KAZ'}],
                     'subjects': [{'id': 'TAL'}], 'list': 'kaz-national'}\
                    """),
                TestActs.lifted("L-0", ""),
                TestActs.imposed("B-2"),
                TestActs.said("ActDisputed", "Q-1", "B-2", ""))) {
            tries.set(0);
            var racing = (EventStorageEngine) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {EventStorageEngine.class}, (proxy, method, given) -> {
                        if (method.getName().equals("appendEvents") && tries.getAndIncrement() == 0) {
                            say(meanwhile);
                        }
                        try {
                            return method.invoke(engine, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            Act lifting = TestActs.lifted("L-" + engine.log().head(), "");
            assertThat(TestRecording.say(TestRecording.recorder(racing, engine.log(), table), lifting))
                    .isInstanceOf(Outcome.OnFile.class);
            boolean inTheWay = meanwhile.id().text().startsWith("B")
                    || meanwhile.id().text().startsWith("Q");
            assertThat(tries).as(meanwhile.id().text()).hasValue(inTheWay ? 2 : 1);
        }
    }
}
