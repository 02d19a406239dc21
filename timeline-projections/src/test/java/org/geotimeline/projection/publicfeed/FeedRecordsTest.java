package org.geotimeline.projection.publicfeed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.geotimeline.act.before.Before;
import org.geotimeline.store.StoredEvent;
import org.junit.jupiter.api.Test;

/** What goes out of events that an older program wrote: their bytes, under the name that they have on file. */
class FeedRecordsTest {

    private static final Instant RECORDED = Instant.parse("2024-01-01T00:00:00Z");

    private static ProducerRecord<String, byte[]> only(String type, String body) {
        var stored = new StoredEvent(
                7,
                UUID.nameUUIDFromBytes(body.getBytes(StandardCharsets.UTF_8)),
                type,
                "1",
                RECORDED,
                RECORDED,
                body.getBytes(StandardCharsets.UTF_8),
                Map.of(),
                List.of(),
                new byte[16],
                UUID.nameUUIDFromBytes((type + body).getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        List<ProducerRecord<String, byte[]>> records = FeedRecords.of("acts", stored);
        assertThat(records).hasSize(1);
        assertThat(new String(records.getFirst().value(), StandardCharsets.UTF_8))
                .isEqualTo(body);
        return records.getFirst();
    }

    private static String header(ProducerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_renamed_and_a_split_event_go_out_once_as_they_are_stored_under_the_id_that_is_stored() {
        for (var each : Map.of(
                        "BanProclaimed", Before.proclaimed("B-1", "2005-03-15", "kaz-national"),
                        "BanReplaced", Before.replaced("B-1", "2005-03-15", "kaz-national", "kaz-second"))
                .entrySet()) {
            var record = only("timeline.before." + each.getKey(), each.getValue());
            assertThat(record.key()).isEqualTo("B-1");
            assertThat(header(record, "ce_type")).isEqualTo("timeline.before." + each.getKey() + ".v1");
            assertThat(header(record, "ce_dataschema")).isEqualTo("/schemas/" + each.getKey() + "/1");
            assertThat(header(record, "ce_validat")).isEqualTo("2005-03-15");
        }
    }

    @Test
    void what_is_said_about_a_part_goes_out_under_the_id_of_the_whole() {
        var record = only(
                "timeline.knowledge.ActDisputed",
                "{\"act\":\"B-1:part-imposition\",\"id\":\"D-1\",\"type\":\"ActDisputed\"}");
        assertThat(record.key()).isEqualTo("B-1");
    }

    @Test
    void of_an_event_that_was_erased_before_it_went_out_only_the_envelope_does() {
        var stored = new StoredEvent(
                7,
                UUID.nameUUIDFromBytes(new byte[] {7}),
                "timeline.knowledge.ActDisputed",
                "1",
                RECORDED,
                RECORDED,
                new byte[32],
                Map.of(),
                List.of("act:B-1", "act:B-1:part-imposition", "act:D-1"),
                new byte[0],
                new byte[32]);
        var records = FeedRecords.of("acts", stored);
        assertThat(records.stream().map(ProducerRecord::key)).containsExactly("B-1", "D-1");
        for (var record : records) {
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{}");
            assertThat(header(record, "ce_erased")).isEqualTo("true");
            assertThat(header(record, "ce_position")).isEqualTo("7");
        }
    }

    @Test
    void an_event_of_a_dropped_type_goes_out_like_any_other() {
        var record = only("timeline.before.GazetteNoted", Before.noted("G-1"));
        assertThat(record.key()).isEqualTo("G-1");
        assertThat(header(record, "ce_knownat")).isEqualTo(RECORDED.toString());
        assertThat(header(record, "ce_position")).isEqualTo("7");
    }
}
