package org.geotimeline.bench;

import java.sql.SQLException;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.bench.peer.Turn;
import org.geotimeline.recording.EventDecoder;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.StoredEvent;

/** A long history of one tag, sourced as for a decision, with every event decoded to an act. */
record SourceTag() implements Contest {

    @Override
    public String name() {
        return "source a history of one tag as acts / a cursor, decoding alike";
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return Target.NONE;
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(server.ledger(size.read()), size.read());
    }

    private record Both(Ledger ledger, int events) implements Sides {

        @Override
        public double reference() throws Exception {
            return Turn.rate(
                    events,
                    () -> Whole.of(events, Cursor.tagged(ledger, "actor:" + GeneratedActs.SUBJECT, EventDecoder::of)));
        }

        @Override
        public double candidate() throws Exception {
            return Turn.rate(events, () -> {
                var history = EventCriteria.havingTags(Tag.of("actor", GeneratedActs.SUBJECT));
                var stream = ledger.store().source(SourcingCondition.conditionFor(history), null);
                long read = 0;
                for (var next = stream.next(); next.isPresent(); next = stream.next()) {
                    StoredEvent stored = next.get().getResource(PostgresEventStore.STORED);
                    if (stored != null) {
                        EventDecoder.of(stored);
                        read++;
                    }
                }
                Whole.of(events, read);
            });
        }

        @Override
        public void close() throws SQLException {
            ledger.close();
        }
    }
}
