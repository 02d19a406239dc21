package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.bench.peer.Turn;
import tools.jackson.databind.json.JsonMapper;

/** Corrections of an act with a long history, beside corrections of acts with a short one: the cost of a decision. */
record LongHistory() implements Contest {

    /** Number of acts that take turns, so that none of them gets a long history of its own. */
    private static final int SHORT = 1_000;

    private static final int SAYINGS_OF_SHORT = 10;

    @Override
    public String name() {
        return "correct an act with a long history / acts with ten sayings each";
    }

    @Override
    public String unit() {
        return "acts/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.5);
    }

    @Override
    public String note() {
        return "As many sayings are on file of it as events are read elsewhere, every tenth a correction.";
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        Ledger ledger = server.loaded();
        History history = History.of(ledger);
        long after = ledger.store().log().head();
        ledger.fill(SHORT + 1);
        ledger.execute(said(after + 1, after + 1, size.read()));
        ledger.execute(said(after + 2, after + 1 + SHORT, SAYINGS_OF_SHORT));
        return new Both(ledger, history, after + 1, size.turn(), new AtomicInteger());
    }

    /**
     * SQL that puts knowledge acts about each act from one position to another on file, tagged as the recorder tags
     * them.
     */
    private static String said(long from, long to, int each) {
        return """
                with n as (
                    select h.position + row_number() over (order by i, a.position) as position, a.tags, i %% 10 = 0 as corrects,
                        h.recorded_at + row_number() over (order by i, a.position) * interval '1 us' as at,
                        substr(a.tags[1], 5) as act, substr(a.tags[1], 5) || '-' || i as id
                    from timeline.head h, timeline.event a, generate_series(1, %d) i
                    where a.position between %d and %d
                ), e as (
                    insert into timeline.event (position, event_id, type, version, recorded_at, said_at, tags, metadata,
                        payload, salt, body_hash, leaf)
                    select position, gen_random_uuid(),
                        'timeline.knowledge.' || case when corrects then 'ActCorrected' else 'ActReported' end, '1', at, at,
                        array['act:' || id] || tags, '{"client":"bench","recorder":"bench"}',
                        convert_to('{"act":"' || act || '",'
                            || case when corrects then '"changes":{"note":{"en":"as it is told now"}},' else '' end
                            || '"id":"' || id || '",'
                            || '"type":"' || case when corrects then 'ActCorrected' else 'ActReported' end || '"}', 'UTF8'),
                        uuid_send(gen_random_uuid()), sha256(int8send(position)), sha256(int8send(position))
                    from n order by position
                    returning position, type, tags, recorded_at
                ), t as (
                    insert into timeline.tag (tag, position, type) select unnest(tags), position, type from e
                )
                update timeline.head set position = m.position, recorded_at = m.at
                from (select max(position) as position, max(recorded_at) as at from e) m""".formatted(each, from, to);
    }

    private record Both(Ledger ledger, History history, long longest, Duration turn, AtomicInteger number)
            implements Sides {

        @Override
        public double reference() throws Exception {
            return rate(() -> longest + 1 + number.get() % SHORT);
        }

        @Override
        public double candidate() throws Exception {
            return rate(() -> longest);
        }

        private double rate(LongSupplier position) throws Exception {
            Turn.Work correcting = () -> {
                int next = number.incrementAndGet();
                history.record(
                        correction("NEW-" + next, "FILL-" + position.getAsLong(), next), UUID.randomUUID(), false);
            };
            return Turn.rate(turn, List.of(correcting));
        }

        private static Act correction(String id, String of, int number) {
            return ActJson.read(JsonMapper.shared().readTree("""
                    {"type": "ActCorrected", "id": "%s", "act": "%s", "changes": {"note": {"en": "as it is told since %d"}}}""".formatted(id, of, number)));
        }

        @Override
        public void close() throws SQLException {
            ledger.close();
        }
    }
}
