package org.geotimeline.projection.publicfeed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.KnowledgeAct;
import org.geotimeline.act.KnowledgeAct.ActSplit;
import org.geotimeline.act.KnowledgeAct.ActsMerged;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.recording.Decoded;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * The records of one stored event: its payload as it is stored, with CloudEvents headers in binary mode. The key is the id
 * of the act that it is or speaks of, so that an act and its corrections share a partition; a merge and a split go out
 * under each act that they touch, with one {@code ce_id} and a part number.
 */
final class FeedRecords {

    private static final String SOURCE = "/timeline";

    private FeedRecords() {}

    static List<ProducerRecord<String, byte[]>> of(String topic, StoredEvent stored) {
        Recorded recorded = Decoded.of(stored);
        List<String> keys = List.copyOf(keys(recorded.act()));
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int i = 0; i < keys.size(); i++) {
            var record = new ProducerRecord<>(
                    topic, null, stored.recordedAt().toEpochMilli(), keys.get(i), stored.payload());
            headers(record.headers(), stored, recorded, keys.get(i));
            if (keys.size() > 1) {
                put(record.headers(), "ce_part", (i + 1) + "/" + keys.size());
            }
            records.add(record);
        }
        return records;
    }

    private static Set<String> keys(Act act) {
        var keys = new LinkedHashSet<String>();
        if (act instanceof KnowledgeAct said) {
            keys.add(said.about().act().text());
        } else {
            keys.add(act.id().text());
        }
        if (act instanceof ActsMerged merge) {
            keys.add(merge.merged().text());
        }
        if (act instanceof ActSplit split) {
            split.into().forEach(part -> keys.add(part.id().text()));
        }
        return keys;
    }

    private static void headers(Headers headers, StoredEvent stored, Recorded recorded, String key) {
        put(headers, "content-type", "application/json");
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", stored.id().toString());
        put(headers, "ce_type", stored.type() + ".v" + stored.version());
        put(headers, "ce_source", SOURCE);
        put(headers, "ce_time", stored.recordedAt().toString());
        put(headers, "ce_dataschema", "/schemas/" + recorded.type().name() + "/" + stored.version());
        put(headers, "ce_subject", key);
        put(headers, "ce_position", Long.toString(stored.position()));
        put(headers, "ce_knownat", recorded.known().toString());
        Edtf valid = valid(recorded.act());
        if (valid != null) {
            put(headers, "ce_validat", valid.toString());
        }
    }

    private static @Nullable Edtf valid(Act act) {
        if (act.about() instanceof Circumstances about) {
            return about.valid();
        }
        return act instanceof RelationRecorded relation ? relation.valid() : null;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
