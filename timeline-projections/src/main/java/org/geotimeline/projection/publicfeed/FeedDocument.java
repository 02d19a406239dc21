package org.geotimeline.projection.publicfeed;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.json.Word;

/** The AsyncAPI document of the feed: its topic, its headers, and the schemas of its values. */
public final class FeedDocument {

    private static final String TEXT = """
            asyncapi: 3.0.0
            info:
              title: Timeline, public feed
              version: v1
              description: >-
                Every stored event is here once under each act that it touches, for consumers that read committed records
                (isolation.level=read_committed), in the order of positions within a key.
              license:
                name: Apache-2.0
            defaultContentType: application/json
            servers:
              local:
                host: localhost:9092
                protocol: kafka
                description: The broker that `./timeline up` starts.
            channels:
              acts:
                address: %s
                description: >-
                  The key is the id of the act, or of the registration, that an event is or speaks of: an act and its
                  corrections share a partition. A merge and a split are there under each act that they touch.
                messages:
                  act:
                    $ref: '#/components/messages/act'
                bindings:
                  kafka:
                    topic: %s
                    partitions: %d
                    topicConfiguration:
                      cleanup.policy: [delete]
                      retention.ms: %s
            operations:
              follow:
                action: receive
                channel:
                  $ref: '#/channels/acts'
            components:
              messages:
                act:
                  name: act
                  title: A stored event
                  summary: >-
                    The act as canonical JSON, as it is stored and under the name and version in which it is stored; nothing
                    is derived. CloudEvents 1.0 in binary mode.
                  contentType: application/json
                  bindings:
                    kafka:
                      key:
                        type: string
                        pattern: '%s'
                  headers:
                    type: object
                    required: [%s]
                    properties:
            %s
                  payload:
                    description: >-
                      The schema of the current version of each type. The header ce_dataschema names the schema of the version
                      that is stored. The value of an event that was erased before it was published has no fields.
                    oneOf:
            %s
            """;

    private FeedDocument() {}

    public static String yaml() {
        String required = Arrays.stream(FeedHeader.values())
                .filter(FeedHeader::isAlways)
                .map(FeedHeader::header)
                .collect(Collectors.joining(", "));
        String headers = Arrays.stream(FeedHeader.values())
                .map(header -> "          %s: %s".formatted(header.header(), header.schema()))
                .collect(Collectors.joining("\n"));
        String payloads = Stream.concat(
                        ActTypes.all().types().stream()
                                .map(ActType::name)
                                .sorted()
                                .map("          - $ref: 'openapi.json#/components/schemas/%s'"::formatted),
                        Stream.of("          - {type: object, maxProperties: 0}"))
                .collect(Collectors.joining("\n"));
        return TEXT.formatted(
                ActsFeed.ACTS,
                ActsFeed.ACTS,
                FeedTopics.PARTITIONS,
                FeedTopics.RETENTION_MS,
                "^%s$".formatted(Word.Form.ACT_ID.pattern()),
                required,
                headers,
                payloads);
    }
}
