package org.geotimeline.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.statement.StatementAct;
import org.geotimeline.ledger.CanonicalJson;
import tools.jackson.databind.json.JsonMapper;

/**
 * Statements by many actors about one, known when they are recorded: acts with three tags, and about 600 bytes of
 * JSON.
 */
final class GeneratedActs {

    static final String TYPE = StatementAct.FAMILY + ".StatementMade";

    /** The types of the acts on file before a contest, which have one shape. */
    private static final List<String> TYPES =
            List.of("StatementMade", "ConditionsSet", "ConditionsMet", "AccusationMade", "PledgeMade");

    static final String VERSION = "1";

    /** The subject of all statements, so that all of them carry its tag. */
    static final String SUBJECT = "TAL";

    /** The actors of the statements, from the data set. */
    static final List<String> ACTORS =
            List.of("RUS", "CHN", "KAZ", "KGZ", "UZB", "TJK", "TKM", "IND", "IRN", "PAK", "QAT", "TUR", "USA", "DEU");

    private static final String BODY = """
            {"type": "StatementMade", "id": "@ID@", "phase": "effective", "valid": "@DAY@",
             "actors": [{"id": "@ACTOR@", "role": "actor"}], "subjects": [{"id": "TAL"}], "confidence": "B",
             "title": {"en": "The foreign ministry says what it thinks of the authorities in Kabul"},
             "note": {"en": "A statement of middling length, as the curated ones are: who spoke, before whom, what was asked for, what was left out, and how the other side is said to have taken it. It was carried by two agencies on the same day and repeated a week later."},
             "kind": "position", "place": "Kabul"}""";

    private static final String CANONICAL = canonical();

    /** The JSON of a statement with the id {@code @ID@}, as a template for peers. */
    static final String SAMPLE = body("@ID@", "RUS", "2024-05-01");

    private static final String METADATA = "{\"client\":\"bench\",\"recorder\":\"bench\"}";
    private static final Instant SAID = Instant.parse("2026-01-01T00:00:00Z");
    private static final AtomicLong NUMBER = new AtomicLong();

    private GeneratedActs() {}

    /** The statements for both sides of a contest. */
    record Said(UUID event, String id, String actor, String body) {

        List<String> tags() {
            return List.of("act:" + id, "actor:" + SUBJECT, "actor:" + actor);
        }

        byte[] payload() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        Act act() {
            return ActJson.read(JsonMapper.shared().readTree(body));
        }

        TaggedEventMessage<?> message() {
            var message = new GenericEventMessage(
                    event.toString(),
                    new MessageType(TYPE, VERSION),
                    payload(),
                    Map.of("client", "bench", "recorder", "bench"),
                    SAID);
            return new GenericTaggedEventMessage<>(
                    message, Set.of(Tag.of("act", id), Tag.of("actor", SUBJECT), Tag.of("actor", actor)));
        }

        Instant at() {
            return SAID;
        }

        byte[] metadata() {
            return METADATA.getBytes(StandardCharsets.UTF_8);
        }
    }

    static Said next() {
        long number = NUMBER.incrementAndGet();
        String id = "BENCH-" + number;
        String actor = ACTORS.get((int) (number % ACTORS.size()));
        return new Said(UUID.randomUUID(), id, actor, body(id, actor, "2024-05-%02d".formatted(1 + number % 28)));
    }

    static List<Said> next(int many) {
        return IntStream.range(0, many).mapToObj(i -> next()).toList();
    }

    private static String body(String id, String actor, String day) {
        return CANONICAL.replace("@ID@", id).replace("@ACTOR@", actor).replace("2000-01-01", day);
    }

    private static String canonical() {
        String real = BODY.replace("@DAY@", "2000-01-01").replace("@ID@", "ID").replace("@ACTOR@", "ACTOR");
        byte[] bytes = CanonicalJson.bytes(
                ActJson.write(ActJson.read(JsonMapper.shared().readTree(real))));
        return new String(bytes, StandardCharsets.UTF_8)
                .replace("\"ID\"", "\"@ID@\"")
                .replace("\"ACTOR\"", "\"@ACTOR@\"");
    }

    /**
     * SQL that adds this number of acts to the ledger, in the order of their days, faster than any append. Their
     * leaves have the right size, but no meaning.
     */
    static String fill(int events) {
        return """
                with f as (
                    select h.position + n as position, n,
                        h.recorded_at + n * interval '1 millisecond' as at,
                        'FILL-' || (h.position + n) as id,
                        ('{%1$s}'::text[])[1 + n %% %2$d] as actor,
                        ('{%8$s}'::text[])[1 + (n / %2$d) %% %9$d] as type,
                        ('2022-01-01'::date + (n * 1000 / %4$d))::date::text as day
                    from timeline.head h, generate_series(1, %4$d) n
                ), e as (
                    insert into timeline.event (position, event_id, type, version, recorded_at, said_at, tags, metadata,
                        payload, salt, body_hash, leaf)
                    select position, gen_random_uuid(), '%5$s.' || type, '%6$s', at, at,
                        array['act:' || id, 'actor:' || least(actor, 'TAL'), 'actor:' || greatest(actor, 'TAL')],
                        convert_to('%7$s', 'UTF8'),
                        convert_to(replace(replace(replace(replace('%3$s', '@ID@', id), '@ACTOR@', actor), '2000-01-01', day),
                            '"StatementMade"', '"' || type || '"'), 'UTF8'),
                        uuid_send(gen_random_uuid()), sha256(int8send(position)), sha256(int8send(position))
                    from f order by position
                    returning position, type, tags, recorded_at
                ), t as (
                    insert into timeline.tag (tag, position, type) select unnest(tags), position, type from e
                )
                update timeline.head set position = m.position, recorded_at = m.at
                from (select max(position) as position, max(recorded_at) as at from e) m""".formatted(
                        String.join(",", ACTORS),
                        ACTORS.size(),
                        CANONICAL.replace("'", "''"),
                        events,
                        StatementAct.FAMILY,
                        VERSION,
                        METADATA,
                        String.join(",", TYPES),
                        TYPES.size());
    }
}
