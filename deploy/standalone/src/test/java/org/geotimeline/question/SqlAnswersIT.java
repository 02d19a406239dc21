package org.geotimeline.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same question over HTTP and in SQL, by the role of analysts. */
class SqlAnswersIT {

    private static final int CLOCKS = 25;
    private static final RunningTimeline.Started TIMELINE = RunningTimeline.shared();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        stances?subject=TAL&dimension=designation&rulebook=1.0.0; stance; rulebook = '1.0.0' and subject = 'TAL' and dimension = 'designation'; actor value certainty process since
        stances?subject=TAL&dimension=security&rulebook=1.0.0; stance; rulebook = '1.0.0' and subject = 'TAL' and dimension = 'security'; actor value certainty since
        stances?subject=TAL&dimension=profile&rulebook=1.0.0; stance; rulebook = '1.0.0' and subject = 'TAL' and dimension = 'profile'; actor value certainty since
        listings?subject=TAL; listed; subject = 'TAL'; authority list status process since
        recognitions?subject=TAL; recognised; subject = 'TAL'; actor value scope since
        conditions?subject=TAL; conditions; subject = 'TAL'; actor condition state unlocks
        pledges?actor=RUS; pledges; actor = 'RUS'; subject pledge state
        missions?sender=TAL; missions; sender = 'TAL'; receiver dataset level stage
        accreditations?sender=TAL; accreditations; sender = 'TAL'; receiver person stage
        forums/moscow-format/participation; participation; forum = 'moscow-format'; round entity role certainty""")
    void says_the_same_under_the_same_clocks(String question, String sheet, String where, String fields)
            throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("SqlAnswersIT seed " + seed);
        var random = new Random(seed);
        int rows = 0;
        for (int i = 0; i < CLOCKS; i++) {
            boolean late = i % 2 == 0; // most acts are of the last years
            LocalDate valid = LocalDate.of(late ? 2021 : 1996, 9, 1).plusDays(random.nextInt(late ? 1_900 : 11_000));
            Instant known = late
                    ? Instant.parse("2026-06-01T00:00:00Z")
                    : Instant.parse("1996-01-01T00:00:00Z").plusSeconds(random.nextInt(31) * 30_000_000L);
            long position = late ? 700 : 300 + random.nextInt(400);
            List<String> names = List.of(fields.split(" "));
            List<List<String>> http = http(question, names, valid, known, position);
            assertThat(sql(sheet, where, names, valid, known, position))
                    .as("%s on %s, known %s, position %d; seed %d", question, valid, known, position, seed)
                    .containsExactlyInAnyOrderElementsOf(http);
            rows += http.size();
        }
        assertThat(rows).isPositive();
    }

    private static List<List<String>> http(
            String question, List<String> fields, LocalDate valid, Instant known, long position) throws Exception {
        String address = "/api/v1/%s%svalidAt=%s&knownAt=%s&position=%d&limit=1000"
                .formatted(question, question.contains("?") ? "&" : "?", valid, known, position);
        HttpResponse<String> got = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(TIMELINE.url() + address))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JsonMapper.shared().readTree(got.body());
        var rows = new ArrayList<List<String>>();
        for (JsonNode row : answer.path("rows")) {
            rows.add(fields.stream().map(f -> row.path(f).asString("")).toList());
        }
        return rows;
    }

    private static List<List<String>> sql(
            String sheet, String where, List<String> fields, LocalDate valid, Instant known, long position)
            throws SQLException {
        String sql = "select %s from bi.%s_asof(?, ?, ?) where %s".formatted(String.join(", ", fields), sheet, where);
        try (Connection connection = TIMELINE.analyst();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, valid);
            select.setObject(2, OffsetDateTime.ofInstant(known, ZoneOffset.UTC));
            select.setLong(3, position);
            var rows = new ArrayList<List<String>>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= fields.size(); i++) {
                        String value = found.getString(i);
                        row.add(value == null ? "" : value);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    @ParameterizedTest
    @CsvSource({"listed", "stance", "participation", "missions"})
    void a_rectangle_holds_what_was_answered_inside_it_and_no_two_overlap(String sheet) throws Exception {
        try (Connection connection = TIMELINE.analyst();
                PreparedStatement overlaps = connection.prepareStatement("""
                        with r as (select row_number() over () as n, r.* from bi.%s_rectangles r)
                        select count(*) from r a join r b on a.n < b.n
                            and %s
                            and daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
                            and tstzrange(a.known_from, a.known_to) && tstzrange(b.known_from, b.known_to)
                        """.formatted(sheet, same(sheet)));
                ResultSet found = overlaps.executeQuery()) {
            found.next();
            assertThat(found.getLong(1)).isZero();
        }
    }

    private static String same(String sheet) {
        List<String> keys = switch (sheet) {
            case "listed" -> List.of("authority", "subject", "list");
            case "stance" -> List.of("rulebook", "actor", "subject", "dimension");
            case "participation" -> List.of("forum", "round", "entity");
            default -> List.of("sender", "receiver", "dataset");
        };
        return String.join(
                " and ",
                keys.stream()
                        .map(k -> "a.%1$s is not distinct from b.%1$s".formatted(k))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from timeline.event",
                "select * from projection.token",
                "create table bi.mine (a int)",
                "set default_transaction_read_only = off; create table bi.mine (a int)",
                "select * from bi.stance_asof(ledger_position => 999999)"
            })
    void an_analyst_can_only_read_and_only_what_is_there(String sql) throws Exception {
        try (Connection connection = TIMELINE.analyst();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
    }
}
