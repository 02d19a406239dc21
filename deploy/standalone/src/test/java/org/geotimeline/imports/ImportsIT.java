package org.geotimeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Files of other publishers become acts, and sent again they add nothing. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImportsIT {

    private static final String CHIEFS = "format=us-chiefs-of-mission&mode=";
    private static final String CONSOLIDATED = "format=un-consolidated&mode=";
    private static final String HEAD =
            "territory,id,person,role,contemporary_territory,appointed,appointed_note,arrived,"
                    + "arrived_note,credentials_presented,credentials_note,ended,ended_note,note,created,last_modified\n";

    private final Http http = new Http(RunningTimeline.url());

    // ------------------------------------------------------------------------------------------------- snapshots

    /** A snapshot of one list. A snapshot is about all lists, so the tests share the history of one list. */
    private static byte[] snapshot(String day, String list, List<String> references) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST dateGenerated=\"")
                .append(day)
                .append("T12:00:00-04:00\">\n<INDIVIDUALS>\n");
        for (String reference : references) {
            xml.append("""
                    <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>PERSON</FIRST_NAME><SECOND_NAME>%1$s</SECOND_NAME>\
                    <UN_LIST_TYPE>%2$s</UN_LIST_TYPE><REFERENCE_NUMBER>%1$s</REFERENCE_NUMBER>\
                    <LISTED_ON>2001-01-25-05:00</LISTED_ON></INDIVIDUAL>
                    """.formatted(reference, list));
        }
        return xml.append("</INDIVIDUALS>\n<ENTITIES/>\n</CONSOLIDATED_LIST>\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> entries(String prefix, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> prefix + "i." + i).toList();
    }

    private JsonNode consolidated(String mode, byte[] body) {
        Http.Got got = http.importing(CONSOLIDATED + mode, body);
        assertThat(got.status()).as(got.text()).isEqualTo(201);
        assertThat(got.header("Location")).endsWith(got.json().path("id").asString());
        return got.json();
    }

    private List<JsonNode> acts(String question) {
        var rows = new ArrayList<JsonNode>();
        http.get("/acts?limit=1000&after=" + http.head() + "&" + question)
                .json()
                .path("rows")
                .forEach(rows::add);
        return rows;
    }

    @Test
    @Order(1)
    void snapshots_become_listings_and_delistings_by_difference_in_whatever_order_they_come() throws IOException {
        List<String> all = entries("TA", 1, 20);
        JsonNode dry = consolidated("dry-run", snapshot("2019-01-10", "Test", all));
        assertThat(dry.path("state").asString()).isEqualTo("done");
        assertThat(dry.path("acts").asLong()).isGreaterThanOrEqualTo(41);
        assertThat(http.get("/acts?list=un-test").status()).isEqualTo(400);

        JsonNode first = consolidated("commit", gzip(snapshot("2019-01-10", "Test", all)));
        assertThat(first.path("records").asLong()).isEqualTo(20);
        assertThat(first.path("rejects").asLong()).isZero();
        assertThat(acts("list=un-test&type=PartyListed")).hasSize(20);
        JsonNode listed = acts("list=un-test&type=PartyListed").getFirst();
        assertThat(listed.path("valid").asString()).isEqualTo("2001-01-25");
        assertThat(listed.path("known").asString()).isEqualTo("2019-01-10");
        assertThat(listed.path("kind").asString()).isEqualTo("individual");

        assertThat(consolidated("commit", snapshot("2019-01-10", "Test", all))
                        .path("acts")
                        .asLong())
                .isZero();

        consolidated("commit", snapshot("2019-03-10", "Test", entries("TA", 2, 20)));
        assertThat(acts("list=un-test&type=PartyDelisted")).singleElement().satisfies(act -> {
            assertThat(act.path("valid").asString()).isEqualTo("[2019-01-11..2019-03-10]");
            assertThat(act.path("ends").asString()).isEqualTo("un-consolidated:TAi.1:listed:2019-01-10");
            assertThat(act.path("reference").asString()).isEqualTo("TAi.1");
        });

        JsonNode between = consolidated("commit", snapshot("2019-02-10", "Test", entries("TA", 1, 19)));
        assertThat(between.path("acts").asLong()).as(between.toString()).isEqualTo(1);
        assertThat(acts("list=un-test&type=PartyDelisted"))
                .singleElement()
                .satisfies(act -> assertThat(act.path("valid").asString()).isEqualTo("[2019-02-11..2019-03-10]"));
    }

    @Test
    @Order(2)
    void a_snapshot_that_would_take_too_much_off_a_list_is_held_and_changes_nothing() {
        byte[] two = snapshot("2020-01-10", "Test", entries("TA", 4, 20));
        long before = http.head();
        JsonNode held = consolidated("commit", two);
        assertThat(held.path("state").asString()).isEqualTo("held");
        assertThat(held.path("reason").asString())
                .contains("the lists together would lose 2 of 19 entries, more than 10 %");
        assertThat(http.head()).isEqualTo(before);
        assertThat(consolidated("commit&share=0.2", two).path("state").asString())
                .isEqualTo("done");
        assertThat(acts("list=un-test&type=PartyDelisted")).hasSize(3);
        JsonNode forced = consolidated("commit&force=true", snapshot("2020-02-10", "Test", entries("TA", 8, 20)));
        assertThat(forced.path("state").asString()).isEqualTo("done");
        assertThat(acts("list=un-test&type=PartyDelisted")).hasSize(7);
    }

    @Test
    void a_snapshot_that_is_empty_or_cut_short_is_held_even_by_force() throws IOException {
        byte[] whole = snapshot("2017-01-10", "TestC", entries("TC", 1, 10));
        long before = http.head();
        String forced = "commit&force=true";
        for (byte[] broken : List.of(
                Arrays.copyOf(whole, whole.length - 25),
                Arrays.copyOf(gzip(whole), gzip(whole).length - 20),
                snapshot("2017-01-10", "TestC", List.of()),
                new byte[0])) {
            JsonNode held = consolidated(forced, broken);
            assertThat(held.path("state").asString()).as(held.toString()).isEqualTo("held");
            assertThat(held.path("reason").asString()).isNotEmpty();
        }
        assertThat(http.head()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void an_unreadable_entry_is_reported_and_lifts_nobody() {
        String nameless = new String(snapshot("2020-03-10", "Test", entries("TA", 8, 20)), StandardCharsets.UTF_8)
                .replace("<REFERENCE_NUMBER>TAi.10</REFERENCE_NUMBER>", "<REFERENCE_NUMBER/>");
        JsonNode told = consolidated("commit", nameless.getBytes(StandardCharsets.UTF_8));
        assertThat(told.path("state").asString()).as(told.toString()).isEqualTo("done");
        assertThat(told.path("reason").asString()).contains("nothing was lifted");
        assertThat(told.path("rejects").asLong()).isEqualTo(1);
        Http.Got rejects = http.get("/imports/" + told.path("id").asString() + "/rejects");
        assertThat(rejects.text()).contains("\"column\":\"REFERENCE_NUMBER\"", "\"line\":6", "PERSON");
        assertThat(acts("list=un-test&type=PartyDelisted")).hasSize(7);
    }

    // ---------------------------------------------------------------------------------------- chiefs of mission

    @Test
    void chiefs_of_mission_are_recorded_with_partial_dates_and_sent_again_add_nothing() {
        byte[] file = (HEAD + """
                texas,xt-1837-doe-01,doe-jane,charge-daffaires,texas,1837,,,,1837-10,,1843-06-13,Left post on,,2010-05-20,2015-01-01
                texas,xt-1844-roe-01,roe-rich,charge-daffaires,texas,1844-09-16,,1844-10-01,,,,,,Declined appointment.,2010-05-20,2015-01-01
                texas,xt-1845-late-01,late-jo,charge-daffaires,texas,1845-05-12,,,,1845-05-08,,,,,2010-05-20,2015-01-01
                texas,xt-1846-bad-01,bad-al,charge-daffaires,texas,1846-13,,,,1846-05-08,,,,,2010-05-20,2015-01-01
                texas,xt--none-01,none-al,charge-daffaires,texas,,,,,,,,,Not commissioned.,2010-05-20,2015-01-01
                texas,short
                """).getBytes(StandardCharsets.UTF_8);
        Http.Got got = http.importing(CHIEFS + "commit", file);
        JsonNode first = got.json();
        assertThat(first.path("state").asString()).as(got.text()).isEqualTo("done");
        assertThat(first.path("records").asLong()).isEqualTo(6);
        assertThat(first.path("acts").asLong()).isEqualTo(1 + 1 + 3 + 1 + 2 + 1);
        assertThat(first.path("rejects").asLong()).isEqualTo(3);
        List<JsonNode> acts = acts("dataset=us-chiefs-of-mission&subject=pocom.texas");
        assertThat(acts)
                .extracting(act ->
                        act.path("type").asString() + " " + act.path("valid").asString())
                .containsExactlyInAnyOrder(
                        "EnvoyNominated 1837",
                        "CredentialsPresented 1837-10",
                        "EnvoyDeparted 1843-06-13",
                        "EnvoyNominated 1844-09-16",
                        "EnvoyNominated 1845-05-12",
                        "CredentialsPresented 1845-05-08",
                        "CredentialsPresented 1846-05-08");
        String rejects = http.get("/imports/" + first.path("id").asString() + "/rejects?as=csv")
                .text();
        assertThat(rejects)
                .startsWith("line,column,reason,original")
                .contains("1846-13", "no date at all", "the row has 2 fields");

        JsonNode again = http.importing(CHIEFS + "commit", file).json();
        assertThat(again.path("acts").asLong()).isZero();
        assertThat(again.path("nothingNew").asLong()).isEqualTo(7);
        assertThat(again.path("rejects").asLong()).isEqualTo(3);
    }

    // ------------------------------------------------------------------------------------------------- questions

    @Test
    void imports_are_on_file_newest_first() {
        String id = consolidated("dry-run", snapshot("2015-01-10", "TestE", entries("TE", 1, 2)))
                .path("id")
                .asString();
        assertThat(http.get("/imports/" + id).json().path("mode").asString()).isEqualTo("dry-run");
        JsonNode page = http.get("/imports?limit=1").json();
        assertThat(page.path("rows")).hasSize(1);
        assertThat(page.path("rows").path(0).path("id").asString()).isEqualTo(id);
        assertThat(http.get("/imports/unknown").status()).isEqualTo(404);
        assertThat(http.get("/imports/unknown/rejects").status()).isEqualTo(404);
    }

    @Test
    void a_fault_of_an_import_is_a_problem() {
        byte[] body = snapshot("2015-01-10", "TestF", entries("TF", 1, 2));
        Http.Got format = http.importing("format=un-consolidate&mode=commit", body);
        assertThat(format.status()).isEqualTo(400);
        assertThat(format.problem()).contains("nearest", "un-consolidated");
        assertThat(http.importing(CONSOLIDATED + "perhaps", body).status()).isEqualTo(400);
        assertThat(http.importing(CONSOLIDATED + "commit&share=10", body).status())
                .isEqualTo(400);
        assertThat(http.importing("mode=commit", body).status()).isEqualTo(400);
        JsonNode another = http.importing(CHIEFS + "commit", body).json();
        assertThat(another.path("state").asString()).isEqualTo("failed");
        assertThat(another.path("reason").asString()).contains("this is no us-chiefs-of-mission");
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
