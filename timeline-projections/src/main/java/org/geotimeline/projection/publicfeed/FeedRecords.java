package org.geotimeline.projection.publicfeed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.ActSplit;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of one stored event: the stored payload under its stored name and version, with CloudEvents headers in binary
 * mode. The key is the id of the act that the event is, or is about, so that an act and its corrections share a partition. A
 * merge and a split are sent under each act that they concern, with one {@code ce_id} and a part number.
 */
final class FeedRecords {

    private static final String SOURCE = "/timeline";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private FeedRecords() {}

    static List<ProducerRecord<String, byte[]>> of(String topic, StoredEvent stored) {
        Described described = Described.of(stored);
        List<String> keys = described.keys();
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (int i = 0; i < keys.size(); i++) {
            var record =
                    new ProducerRecord<>(topic, null, stored.recordedAt().toEpochMilli(), keys.get(i), value(stored));
            headers(record.headers(), stored, described, keys.get(i));
            if (keys.size() > 1) {
                FeedHeader.PART.put(record.headers(), (i + 1) + "/" + keys.size());
            }
            records.add(record);
        }
        return records;
    }

    /** An event that was erased before it was sent goes out as an envelope only. */
    private static byte[] value(StoredEvent stored) {
        return stored.isErased() ? NOTHING : stored.payload();
    }

    /** The headers of an event: from its first act as decoded today, or from its bytes if it decodes to no act. */
    private record Described(
            List<String> keys, Instant known, @Nullable Edtf valid) {

        static Described of(StoredEvent stored) {
            return EventDecoder.acts(stored).stream()
                    .findFirst()
                    .map(first -> new Described(
                            List.copyOf(FeedRecords.keys(first.act())), first.known(), FeedRecords.valid(first.act())))
                    .orElseGet(() -> unread(stored));
        }

        private static Described unread(StoredEvent stored) {
            if (stored.isErased()) {
                return new Described(tagged(stored), stored.recordedAt(), null);
            }
            JsonNode body = JSON.readTree(stored.payload());
            String key = body.path("act").asString(body.path("id").asString());
            Instant known = body.path("known")
                    .asStringOpt()
                    .map(written -> Known.parse(written).asRecorded(stored.recordedAt()))
                    .orElse(stored.recordedAt());
            return new Described(List.of(key), known, null);
        }
    }

    /** The acts that an erased event was, or spoke of. */
    private static List<String> tagged(StoredEvent stored) {
        return stored.tags().stream()
                .filter(tag -> tag.startsWith("act:"))
                .map(tag -> new ActId(tag.substring("act:".length())).whole().text())
                .distinct()
                .toList();
    }

    private static Set<String> keys(Act act) {
        var keys = new LinkedHashSet<String>();
        if (act instanceof KnowledgeAct said) {
            said.targets().forEach(target -> keys.add(target.whole().text()));
        } else {
            keys.add(act.id().text());
        }
        if (act instanceof ActSplit split) {
            split.into().forEach(part -> keys.add(part.id().text()));
        }
        return keys;
    }

    private static void headers(Headers headers, StoredEvent stored, Described described, String key) {
        FeedHeader.CONTENT_TYPE.put(headers, "application/json");
        FeedHeader.SPEC_VERSION.put(headers, "1.0");
        FeedHeader.ID.put(headers, stored.id().toString());
        FeedHeader.TYPE.put(headers, stored.type() + ".v" + stored.version());
        FeedHeader.SOURCE.put(headers, SOURCE);
        FeedHeader.TIME.put(headers, stored.recordedAt().toString());
        String name = stored.type().substring(stored.type().lastIndexOf('.') + 1);
        FeedHeader.DATA_SCHEMA.put(headers, "/schemas/" + name + "/" + stored.version());
        FeedHeader.SUBJECT.put(headers, key);
        FeedHeader.POSITION.put(headers, Long.toString(stored.position()));
        if (stored.isErased()) {
            FeedHeader.ERASED.put(headers, "true");
        }
        FeedHeader.KNOWN_AT.put(headers, described.known().toString());
        Edtf valid = described.valid();
        if (valid != null) {
            FeedHeader.VALID_AT.put(headers, valid.toString());
        }
    }

    private static @Nullable Edtf valid(Act act) {
        if (act.about() instanceof Circumstances about) {
            return about.valid();
        }
        return act instanceof RelationRecorded relation ? relation.valid() : null;
    }
}
