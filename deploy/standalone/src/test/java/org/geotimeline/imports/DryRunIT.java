package org.geotimeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.geotimeline.testing.Http;
import org.geotimeline.testing.RunningTimeline;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dry run of an import reports what its commit does: as many acts, and the same rejects for the same reasons. */
class DryRunIT {

    @SuppressWarnings("NullAway.Init")
    private static RunningTimeline.Started server;

    @BeforeAll
    static void start() {
        server = RunningTimeline.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final Http http = new Http(server.url());

    /** Entries of one list, of which each differs from what a publisher should write in a way that the random draws. */
    private static String entries(Random random, String list, int count) {
        var entries = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String reference =
                    random.nextInt(12) == 0 ? "%si.%03d\u00A0".formatted(list, i) : "%si.%03d".formatted(list, i);
            List<String> names = List.of("NAME", "", "A\u0090B", "x".repeat(20_001), "\u200B", "علی", "A\u0085B");
            List<String> days =
                    List.of("2010-01-05", "", "2010-13-01", "2199-01-01", "1200-01-01", "next year", "2010-21");
            entries.append("""
                <INDIVIDUAL><FIRST_NAME>%s</FIRST_NAME><UN_LIST_TYPE>%s</UN_LIST_TYPE>\
                <REFERENCE_NUMBER>%s</REFERENCE_NUMBER><LISTED_ON>%s</LISTED_ON></INDIVIDUAL>
                """.formatted(
                            drawn(random, names),
                            list,
                            random.nextInt(15) == 0 ? "%si.000".formatted(list) : reference,
                            drawn(random, days)));
        }
        return entries.toString();
    }

    private static String drawn(Random random, List<String> texts) {
        return random.nextInt(3) == 0 ? texts.get(random.nextInt(texts.size())) : texts.getFirst();
    }

    private static byte[] snapshot(String day, String entries) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><CONSOLIDATED_LIST dateGenerated=\"%sT08:00:00Z\"><INDIVIDUALS>%s"
                                .formatted(day, entries)
                        + "</INDIVIDUALS></CONSOLIDATED_LIST>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode imported(String mode, String format, byte[] body) {
        Http.Got got = http.importing("format=%s&force=true&mode=%s".formatted(format, mode), body);
        assertThat(got.status()).as(got.text()).isEqualTo(201);
        assertThat(got.json().path("state").asString()).as(got.text()).isEqualTo("done");
        return got.json();
    }

    private List<String> rejects(JsonNode imported) {
        return http.get("/imports/%s/rejects".formatted(imported.path("id").asString()))
                .text()
                .lines()
                .sorted()
                .toList();
    }

    private void same(String format, byte[] body, String as) {
        JsonNode dry = imported("dry-run", format, body);
        JsonNode commit = imported("commit", format, body);
        assertThat(rejects(dry)).as(as).isEqualTo(rejects(commit));
        assertThat(dry.path("acts").asLong())
                .as(as)
                .isEqualTo(commit.path("acts").asLong());
        assertThat(dry.path("nothingNew").asLong())
                .as(as)
                .isEqualTo(commit.path("nothingNew").asLong());
        JsonNode again = imported("dry-run", format, body);
        assertThat(again.path("acts").asLong()).as(as).isZero();
    }

    @Test
    void snapshots_with_faults_of_any_kind_are_reported_as_they_are_recorded() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("DryRunIT: -Dseed=" + seed);
        var random = new Random(seed);
        for (String day : List.of("2022-01-01", "2022-03-01", "2022-02-01", "2022-06-01")) {
            String entries = entries(random, "DR", 30) + entries(random, "DS", 5);
            same("un-consolidated", snapshot(day, entries), "seed %d, %s".formatted(seed, day));
        }
    }

    @Test
    void rows_with_faults_of_any_kind_are_reported_as_they_are_recorded() {
        String head = "territory,id,person,role,contemporary_territory,appointed,appointed_note,arrived,arrived_note,"
                + "credentials_presented,credentials_note,ended,ended_note,note,created,last_modified\n";
        String rows = """
            kyrgyzstan,kg-1994-doe-01,doe-jane,ambassador,kyrgyzstan,1994-01-05,,,,1994-02-01,,1996-03-01,,,2010-05-20,2017-02-13
            kyrgyzstan,kg-1995-moe-01,moe-mary,ambassador,kyrgyzstan,1995-01-05,,,,1995-02-01,,1996-03-01,,"Called "the Envoy" by some",2010-05-20,2017-02-13
            kyrgyzstan,kg-1997-roe-01,roe-john,ambassador,kyrgyzstan,1997-01-05,,,,1997-13-01,,1999-03-01,,,2010-05-20,2017-02-13
            atlantis,at-1997-poe-01,poe-anna,ambassador,atlantis,1997-01-05,,,,1997-02-01,,1996-03-01,,,2010-05-20,2017-02-13
            atlantis,at-1997-poe-02,\u200B,ambassador,atlantis,1997-01-05,,,,1997-02-01,,1998-03-01,,,2010-05-20,2017-02-13
            kyrgyzstan,kg-1994-doe-01,doe-jane,ambassador,kyrgyzstan,1994-01-06,,,,1994-02-01,,1996-03-01,,,2010-05-20,2017-02-13
            """;
        same("us-chiefs-of-mission", ("\uFEFF" + head + rows).getBytes(StandardCharsets.UTF_8), "chiefs of mission");
    }
}
