package org.geotimeline.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.geotimeline.act.Act;
import org.geotimeline.act.TestActs;
import org.geotimeline.act.before.Before;
import org.geotimeline.store.OldEvents;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.TestDatabase;
import org.geotimeline.store.erasure.Eraser;
import org.geotimeline.store.log.LogFile;
import org.geotimeline.store.log.SelfCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of an act goes for legal reasons; its place, its time and every proof stay. */
class ErasureTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private TestDatabase database;
    private HikariDataSource source;
    private HikariDataSource superuser;
    private HikariDataSource erasing;
    private PostgresEventStore engine;
    private Recorder recorder;
    private Eraser eraser;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        source = database.application();
        superuser = database.superuser();
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(2);
        config.setConnectionInitSql("set role timeline_eraser");
        erasing = new HikariDataSource(config);
        engine = PostgresEventStore.open(source, ActEvents.converter());
        recorder = TestRecording.recorder(engine, engine.log());
        eraser = new Eraser(erasing);
        say(TestActs.imposed("B-1"));
        say(TestActs.said("ActReported", "S-1", "B-1", ""));
    }

    @AfterEach
    void close() {
        engine.close();
        erasing.close();
        superuser.close();
        source.close();
        database.close();
    }

    private Outcome say(Act act) {
        return TestRecording.say(recorder, act);
    }

    private StoredEvent at(long position) {
        return engine.log().at(List.of(position)).getFirst();
    }

    private Outcome tell(StoredEvent event, String act) {
        return say(
                TestActs.said("PayloadErased", "erasure:" + event.id(), act, ", 'event': '%s'".formatted(event.id())));
    }

    private void erase(long position, String act) {
        assertThat(tell(at(position), act)).isInstanceOf(Outcome.OnFile.class);
        assertThat(eraser.erase(at(position).id())).isTrue();
    }

    private SelfCheck.Report check() {
        return new SelfCheck(engine.log(), source).run(1, 1_000);
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void payload_and_salt_go_and_the_leaf_is_still_that_of_what_was_appended() throws SQLException {
        StoredEvent before = at(1);
        erase(1, "B-1");
        StoredEvent after = at(1);
        assertThat(after.isErased()).isTrue();
        assertThat(after.salt()).isEmpty();
        assertThat(after.payload()).hasSize(32);
        assertThat(new String(after.payload(), StandardCharsets.ISO_8859_1)).doesNotContain("KAZ");
        assertThat(after.leaf()).isEqualTo(before.leaf());
        assertThat(List.of(after.id(), after.type(), after.tags(), after.recordedAt()))
                .isEqualTo(List.of(before.id(), before.type(), before.tags(), before.recordedAt()));
        assertThat(check().findings()).isEmpty();
        assertThat(check().erased()).containsExactly(1L);
        assertThat(check().complete()).isTrue();
        assertThat(eraser.erase(before.id())).as("a second time").isFalse();
        assertThat(at(1).payload()).isEqualTo(after.payload());
    }

    @Test
    void an_erased_act_says_nothing_any_more_and_is_not_recorded_again() {
        erase(1, "B-1");
        assertThat(EventDecoder.acts(at(1))).isEmpty();
        assertThat(Dossiers.in(engine.log()).of("B-1", 10).first()).isEmpty();
        Outcome again = say(TestActs.imposed("B-1"));
        assertThat(again).isInstanceOf(Outcome.NothingNew.class);
        assertThat(((Outcome.NothingNew) again).event().type()).isEqualTo("timeline.knowledge.PayloadErased");
        assertThat(say(TestActs.lifted("L-1", ""))).as("never imposed").isInstanceOf(Outcome.Refused.class);
        assertThat(say(TestActs.said("ActRetracted", "R-1", "B-1", ""))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_saying_is_erased_like_any_act_and_the_act_that_it_was_about_stays() {
        erase(2, "S-1");
        assertThat(Dossiers.in(engine.log())
                        .of("B-1", 10)
                        .latest()
                        .orElseThrow()
                        .sayings())
                .noneMatch(saying -> saying.id().text().equals("S-1"));
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void what_says_that_an_act_was_erased_is_not_erased_itself() throws SQLException {
        erase(1, "B-1");
        assertThat(tell(at(3), "erasure:" + at(1).id())).isInstanceOf(Outcome.Refused.class);
        execute(superuser, """
            insert into timeline.tag (tag, position, type)
            select 'erased:' || event_id, 3, type from timeline.event where position = 3\
            """);
        assertThatThrownBy(() -> eraser.erase(at(3).id())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_is_read_as_nothing_because_its_type_was_dropped_is_erased_like_any_act() {
        long position = OldEvents.append(engine, "timeline.before.GazetteNoted", 1, Before.noted("G-1"), "act:G-1");
        erase(position, "G-1");
        assertThat(at(position).isErased()).isTrue();
        assertThat(check().findings()).isEmpty();
    }

    @Test
    void nothing_is_erased_that_the_ledger_does_not_say_is_erased() {
        assertThatThrownBy(() -> eraser.erase(at(1).id()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no event of the ledger says that %s is erased".formatted(at(1).id()));
        assertThat(at(1).isErased()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from timeline.event",
                "select * from timeline.tag",
                "update timeline.event set payload = '', salt = ''",
                "delete from timeline.event",
                "insert into timeline.tag (tag, position, type) values ('k:v', 1, 't')",
                "update timeline.head set position = 0",
                "create table timeline.mine (n int)",
                "create table projection.mine (n int)"
            })
    void who_erases_can_do_nothing_else(String sql) {
        assertThatThrownBy(() -> execute(erasing, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select timeline.erase('4ee5d6d1-6f32-4c06-9a47-5f4c9a0d4f0b')",
                "update timeline.event set payload = '', salt = ''"
            })
    void the_application_itself_cannot_erase(String sql) {
        assertThatThrownBy(() -> execute(source, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void an_erasure_without_its_event_one_that_was_not_carried_out_and_a_changed_envelope_are_found() throws Exception {
        execute(superuser, "update timeline.event set payload = sha256(salt || payload), salt = '' where position = 1");
        assertThat(check().findings())
                .containsExactly(
                        new SelfCheck.Finding(1, "event %s was erased, and no event says so".formatted(at(1).id())));
        assertThat(check().erased()).isEmpty();
        StoredEvent saying = at(2);
        tell(saying, "S-1");
        assertThat(check().findings())
                .contains(new SelfCheck.Finding(
                        3,
                        "event %s is to be erased, and its payload is still there; ask for the erasure again"
                                .formatted(saying.id())));
        eraser.erase(saying.id());
        assertThat(check().findings()).extracting(SelfCheck.Finding::position).containsExactly(1L);
        execute(superuser, "update timeline.event set type = type || 'x' where position = 2");
        assertThat(check().findings()).anySatisfy(found -> {
            assertThat(found.position()).isEqualTo(2);
            assertThat(found.what()).contains("its leaf is another");
        });
    }

    @Test
    void a_log_file_carries_what_was_erased_as_such_to_another_server() throws Exception {
        erase(1, "B-1");
        var out = new ByteArrayOutputStream();
        LogFile.write(engine.log(), 3, "test", NOW, out);
        byte[] file = out.toByteArray();
        assertThat(file)
                .asString(StandardCharsets.UTF_8)
                .contains("\"erased\"")
                .doesNotContain("\"ListingImposed\",\"valid");
        assertThat(LogFile.check(new ByteArrayInputStream(file))).isEqualTo(3);
        try (TestDatabase elsewhere = TestDatabase.fresh();
                HikariDataSource there = elsewhere.application();
                PostgresEventStore copy = PostgresEventStore.open(there, ActEvents.converter())) {
            assertThat(LogFile.load(new ByteArrayInputStream(file), there)).isEqualTo(3);
            assertThat(copy.log().read(0, 10))
                    .usingRecursiveComparison()
                    .isEqualTo(engine.log().read(0, 10));
            SelfCheck.Report report = new SelfCheck(copy.log(), there).run(1, 10);
            assertThat(report.findings()).isEmpty();
            assertThat(report.erased()).containsExactly(1L);
        }
        byte[] digest = at(1).payload();
        digest[0]++;
        String forged = new String(file, StandardCharsets.UTF_8)
                .replace(
                        HexFormat.of().formatHex(at(1).payload()),
                        HexFormat.of().formatHex(digest));
        assertThatThrownBy(() -> LogFile.check(new ByteArrayInputStream(forged.getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("is not what was recorded");
    }

    @Test
    void a_log_file_in_which_an_event_is_erased_and_none_says_so_is_refused() throws Exception {
        erase(1, "B-1");
        var out = new ByteArrayOutputStream();
        LogFile.write(engine.log(), 2, "test", NOW, out);
        assertThatThrownBy(() -> LogFile.check(new ByteArrayInputStream(out.toByteArray())))
                .hasMessageContaining("the event at position 1 is marked as erased, and no event of the file says so");
    }
}
