package org.geotimeline.question;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.api.record.DataFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A second subject needs a file and no code: it is loaded by its name and answers the same questions. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class RecognitionOfKosovoIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> NO_ACTS_OF_STATES = List.of(
            "DatasetRegistered",
            "RulebookPublished",
            "SourceRegistered",
            "ActorRegistered",
            "ActReported",
            "ActConfirmed",
            "ActDisputed");

    private static EmbeddedPostgres postgres;
    private static TimelineServer server;
    private static List<String> told;

    @BeforeAll
    static void load() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        told = start("kosovo");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        postgres.close();
    }

    private static List<String> start(String dataSet) {
        return start(DataFile.named(dataSet).orElseThrow());
    }

    private static List<String> start(DataFile file) {
        var lines = new ArrayList<String>();
        server = TimelineServer.start(
                new TimelineServer.Settings(
                        "127.0.0.1",
                        0,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        "",
                        Optional.of(file),
                        false),
                lines::add);
        return lines;
    }

    private static JsonNode ask(String question) {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + question))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(question, e);
        }
    }

    /** The only row of the recognition by a state on that day. */
    private static JsonNode recognition(String actor, String validAt, String... clocks) {
        JsonNode rows = ask("/stances?subject=XKX&dimension=recognition&actor=%s&validAt=%s%s"
                        .formatted(actor, validAt, String.join("", clocks)))
                .path("rows");
        assertThat(rows).hasSize(1);
        return rows.path(0);
    }

    private static Set<String> recognisers(String validAt, Predicate<JsonNode> which) {
        return ask("/stances?subject=XKX&dimension=recognition&limit=500&validAt=" + validAt)
                .path("rows")
                .valueStream()
                .filter(which)
                .map(row -> row.path("actor").stringValue())
                .collect(toSet());
    }

    private static boolean surely(JsonNode row) {
        return row.path("value").asString("").equals("DE_JURE");
    }

    private static boolean maybe(JsonNode row) {
        return surely(row)
                || row.path("alternatives")
                        .valueStream()
                        .anyMatch(one -> one.stringValue().equals("DE_JURE"));
    }

    private static List<JsonNode> lines() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                DataFile.named("kosovo").orElseThrow().location().toURL().openStream(), StandardCharsets.UTF_8))) {
            return lines.lines().map(JSON::readTree).toList();
        }
    }

    // ----------------------------------------------------------------------------------------------- the file

    @Test
    @Order(1)
    void every_line_of_the_file_is_recorded_and_none_refused() throws IOException {
        int lines = lines().size();

        assertThat(told).contains("data set kosovo: %d of %d lines recorded".formatted(lines, lines));
    }

    @Test
    @Order(1)
    void every_act_names_its_sources_its_grade_and_when_it_was_known() throws IOException {
        List<JsonNode> acts = lines().stream()
                .filter(line -> !NO_ACTS_OF_STATES.contains(line.path("type").stringValue()))
                .toList();

        assertThat(acts).hasSizeGreaterThanOrEqualTo(45).allSatisfy(act -> {
            assertThat(act.path("sources")).as(act.toString()).isNotEmpty();
            if (act.path("sources").toString().equals("[\"general-knowledge-kosovo\"]")) {
                assertThat(act.path("confidence").asString(""))
                        .as(act.toString())
                        .isNotEqualTo("A");
            }
            assertThat(act.path("confidence").asString("")).matches("[ABC]");
            assertThat(act.path("known").asString("")).matches("\\d{4}.*");
            assertThat(act.path("dataset").asString("")).isEqualTo("kosovo");
            assertThat(act.path("coder").asString("")).isEqualTo("human");
        });
    }

    @Test
    @Order(1)
    void no_line_of_code_knows_this_subject() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../.."))) {
            List<Path> mentioning = files.filter(file -> file.toString().contains("src/main/java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> mentions(file, "kosovo", "xkx"))
                    .toList();

            assertThat(mentioning).isEmpty();
        }
    }

    private static boolean mentions(Path file, String... words) {
        try {
            String text = Files.readString(file).toLowerCase(Locale.ROOT);
            return Stream.of(words).anyMatch(text::contains);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    // -------------------------------------------------------------------------------------------- the answers

    @Test
    @Order(1)
    void two_weeks_after_the_declaration_some_recognise_and_some_refuse() {
        assertThat(recognition("TUR", "2008-03-01").path("value").stringValue()).isEqualTo("DE_JURE");
        assertThat(recognition("ESP", "2008-03-01").path("value").stringValue()).isEqualTo("EXPLICIT_REFUSAL");
        assertThat(recognition("JPN", "2008-03-01").path("certainty").stringValue())
                .isEqualTo("NO_DATA");
        assertThat(recognisers("2008-02-16", RecognitionOfKosovoIT::maybe)).isEmpty();
        assertThat(recognisers("2008-03-01", RecognitionOfKosovoIT::surely))
                .contains("USA", "GBR", "FRA", "ALB", "AFG", "DEU", "CHE")
                .doesNotContain("JPN", "CAN", "SRB");
    }

    @Test
    @Order(1)
    void who_took_it_back_is_told_apart_from_who_never_gave_it() {
        assertThat(recognition("SUR", "2016-01-01").path("certainty").stringValue())
                .isEqualTo("NO_DATA");
        assertThat(recognition("SUR", "2017-01-01").path("value").stringValue()).isEqualTo("DE_JURE");
        JsonNode after = recognition("SUR", "2018-01-01");
        assertThat(after.path("value").stringValue()).isEqualTo("WITHDRAWN");
        assertThat(after.path("since").stringValue()).isEqualTo("2017-10-27");
        assertThat(after.path("acts").toString()).contains("KOS-WD-SUR");
    }

    @Test
    @Order(1)
    void a_withdrawal_that_the_state_itself_denies_is_only_possible() {
        JsonNode liberia = recognition("LBR", "2019-01-01");

        assertThat(liberia.path("certainty").stringValue()).isEqualTo("POSSIBLE");
        assertThat(liberia.path("alternatives").toString()).isEqualTo("[\"WITHDRAWN\",\"DE_JURE\"]");
        assertThat(recognition("LBR", "2018-06-21", "&knownAt=2018-06-21")
                        .path("value")
                        .stringValue())
                .as("before the denial is known")
                .isEqualTo("WITHDRAWN");
    }

    @Test
    @Order(1)
    void a_withdrawal_that_another_claims_moves_nothing_but_the_flag_and_bears_the_dispute() {
        JsonNode row = recognition("PNG", "2019-01-01");

        assertThat(row.path("value").stringValue()).isEqualTo("DE_JURE");
        assertThat(row.path("process").stringValue()).isEqualTo("WITHDRAWAL_CLAIMED");
        assertThat(ask("/stances/explain?actor=PNG&subject=XKX&dimension=recognition&validAt=2019-01-01")
                        .toString())
                .contains("KOS-WD-PNG")
                .contains("disputed");
    }

    @Test
    @Order(1)
    void what_was_a_claim_becomes_a_withdrawal_once_the_state_says_it_itself() {
        JsonNode before = recognition("BDI", "2018-06-01", "&knownAt=2018-12-31");
        JsonNode later = recognition("BDI", "2018-06-01");

        assertThat(before.path("value").stringValue()).isEqualTo("DE_JURE");
        assertThat(before.path("process").stringValue()).isEqualTo("WITHDRAWAL_CLAIMED");
        assertThat(later.path("value").stringValue()).isEqualTo("WITHDRAWN");
        assertThat(later.path("process").stringValue()).isEqualTo("NONE");
    }

    @Test
    @Order(1)
    void announced_is_not_effective() {
        JsonNode between = recognition("ISR", "2020-12-01");

        assertThat(between.path("certainty").stringValue()).isEqualTo("NO_DATA");
        assertThat(between.path("process").stringValue()).isEqualTo("RECOGNITION_ANNOUNCED");
        assertThat(recognition("ISR", "2021-02-01").path("value").stringValue()).isEqualTo("DE_JURE");
        assertThat(ask("/stances?subject=XKX&actor=ISR&dimension=representation_received&validAt=2021-04-01")
                        .path("rows")
                        .path(0)
                        .path("value")
                        .stringValue())
                .isEqualTo("EMBASSY");
    }

    @Test
    @Order(1)
    void how_many_recognise_is_at_least_and_at_most() {
        Set<String> atLeast = recognisers("2020-01-01", RecognitionOfKosovoIT::surely);
        Set<String> atMost = recognisers("2020-01-01", RecognitionOfKosovoIT::maybe);

        assertThat(atMost).containsAll(atLeast).contains("LBR", "GNB", "STP");
        assertThat(atLeast).doesNotContain("LBR", "GNB", "STP", "SUR", "GHA").contains("PNG", "TGO");
        JsonNode totals = ask("/recognitions?subject=XKX&validAt=2020-01-01").path("totals");
        assertThat(totals.path("DE_JURE").path(0).asInt()).isEqualTo(atLeast.size());
        assertThat(totals.path("DE_JURE").path(1).asInt()).isEqualTo(atMost.size());
    }

    @Test
    @Order(1)
    void of_a_state_never_mentioned_there_is_no_data() {
        JsonNode bhutan = recognition("BTN", "2024-01-01");

        assertThat(bhutan.path("certainty").stringValue()).isEqualTo("NO_DATA");
        assertThat(bhutan.path("acts")).isEmpty();
        assertThat(bhutan.path("process").stringValue()).isEqualTo("NONE");
    }

    @Test
    @Order(1)
    void the_court_says_nothing_of_recognition() {
        JsonNode opinion = ask("/acts/KOS-ICJ");

        assertThat(opinion.toString()).contains("2010-07-22").contains("icj-2010-07-22");
        assertThat(ask("/stances?actor=ICJ&subject=XKX&validAt=2011-01-01&dimension=recognition")
                        .path("rows")
                        .path(0)
                        .path("certainty")
                        .stringValue())
                .isEqualTo("NO_DATA");
    }

    // ------------------------------------------------------------------------------------------- loading again

    @Test
    @Order(2)
    void loading_it_again_adds_nothing_and_says_so() throws IOException {
        server.close();

        assertThat(start("kosovo")).contains("data set kosovo: %d lines, all on file before".formatted(lines().size()));
    }

    @Test
    @Order(3)
    void a_folder_with_one_set_gets_the_other_and_each_is_asked_by_its_own_rules() {
        server.close();

        assertThat(start(DataFile.DEFAULT))
                .anyMatch(line ->
                        line.matches("data set afghanistan: \\d+ of \\d+ lines recorded, \\d+ actors are registered by"
                                + " another data set"));
        JsonNode taliban = ask("/stances?actor=RUS&subject=TAL&dimension=designation&validAt=2024-10-20");
        assertThat(taliban.path("rulebook").stringValue()).isEqualTo("1.0.0");
        assertThat(taliban.path("rows").path(0).path("value").stringValue()).isEqualTo("BANNED");
        assertThat(ask("/stances?subject=XKX&actor=SUR&validAt=2018-01-01")
                        .path("rulebook")
                        .stringValue())
                .isEqualTo("2008.1.0");
        assertThat(recognition("SUR", "2018-01-01").path("value").stringValue()).isEqualTo("WITHDRAWN");
    }

    @Test
    @Order(4)
    void a_file_of_ones_own_is_loaded_by_its_path(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.ndjson");
        Files.writeString(file, """
            {"type":"DatasetRegistered","id":"dataset:mine","dataset":"mine","licence":"CC0-1.0",\
            "names":[{"lang":"en","text":"Mine"}],"redistributable":true}
            {"type":"ActorRegistered","id":"actor:FRA","actor":"FRA","kind":"state",\
            "names":[{"lang":"en","text":"France"}],"dataset":"mine"}
            """);
        server.close();

        assertThat(start(file.toString()))
                .anyMatch(line -> line.endsWith(
                        "mine.ndjson: 1 of 2 lines recorded, 1 actors are registered by another data set"));
    }

    @Test
    @Order(4)
    void a_word_that_names_neither_a_set_nor_a_file_is_nothing() {
        assertThat(DataFile.named("atlantis")).isEmpty();
        assertThat(DataFile.shipped()).extracting(DataFile::name).contains("afghanistan", "kosovo");
        assertThat(DataFile.named("kosovo").orElseThrow().subject()).contains("XKX");
    }
}
