package org.geotimeline.projection.publicfeed;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** The headers of a record of the feed: CloudEvents in binary mode. The AsyncAPI document lists them from here. */
enum FeedHeader {
    CONTENT_TYPE("content-type", true, "{const: application/json}"),
    SPEC_VERSION("ce_specversion", true, "{const: '1.0'}"),
    ID("ce_id", true, "{type: string, format: uuid, description: 'The id of the event; the same for all parts.'}"),
    TYPE(
            "ce_type",
            true,
            "{type: string, description: 'The stored name and version, timeline.listing.ListingLifted.v1.'}"),
    SOURCE("ce_source", true, "{const: /timeline}"),
    TIME("ce_time", true, "{type: string, format: date-time, description: 'When the event was recorded, UTC.'}"),
    DATA_SCHEMA(
            "ce_dataschema",
            true,
            "{type: string, description: 'The path of the JSON Schema, /schemas/ListingLifted/1.'}"),
    SUBJECT("ce_subject", true, "{type: string, description: The key.}"),
    POSITION(
            "ce_position",
            true,
            "{type: string, pattern: '^[1-9][0-9]*$', description: The place of the event in the ledger.}"),
    KNOWN_AT("ce_knownat", true, "{type: string, format: date-time, description: 'When the act became known, UTC.'}"),
    VALID_AT(
            "ce_validat",
            false,
            "{type: string, description: 'When the act was, EDTF; absent if the act has no date.'}"),
    ERASED(
            "ce_erased",
            false,
            "{const: 'true', description: 'The text was erased before the event was published, and the value is {}; absent otherwise.'}"),
    PART(
            "ce_part",
            false,
            "{type: string, pattern: '^[1-9][0-9]*/[1-9][0-9]*$', description: 'The number of the record and the number of records of one event; absent if there is one record.'}");

    private final String header;
    private final boolean always;
    private final String schema;

    /** @param schema its JSON Schema on one line of YAML */
    FeedHeader(String header, boolean always, String schema) {
        this.header = header;
        this.always = always;
        this.schema = schema;
    }

    void put(Headers headers, String value) {
        headers.add(header, value.getBytes(StandardCharsets.UTF_8));
    }

    String header() {
        return header;
    }

    /** Whether every record has it. */
    boolean isAlways() {
        return always;
    }

    String schema() {
        return schema;
    }
}
