package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.geotimeline.bench.GeneratedActs.Said;

/**
 * Whether a condition costs the same however much is on file. Its marker is the origin, so that none of it is answered
 * from memory: the act's own tag, the act's tag together with one that every event carries, and that one with a type that
 * none is of.
 */
record ConditionOnFullLedger() implements Contest {

    private static final int FEW = 1_000;

    @Override
    public String name() {
        return "conditional append, full ledger / 1,000 events on file";
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.8);
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(server.ledger(FEW), server.full(size.onFile()), size.turn());
    }

    private record Both(Ledger few, Ledger full, Duration turn) implements Sides {

        @Override
        public double reference() throws Exception {
            return rate(few);
        }

        @Override
        public double candidate() throws Exception {
            return rate(full);
        }

        private double rate(Ledger ledger) throws Exception {
            return Turn.rate(turn, List.of(() -> append(ledger)));
        }

        private static void append(Ledger ledger) {
            Said said = GeneratedActs.next();
            Tag own = Tag.of("act", said.id());
            Tag hot = Tag.of("actor", GeneratedActs.SUBJECT);
            EventCriteria nothing = EventCriteria.either(
                    EventCriteria.havingTags(own),
                    EventCriteria.havingTags(Set.of(own, hot)),
                    EventCriteria.havingTags(hot)
                            .andBeingOneOfTypes(Set.of(new QualifiedName("timeline.statement.NeverSaid"))));
            ledger.append(
                    AppendCondition.withCriteria(nothing).withMarker(new GlobalIndexConsistencyMarker(0)),
                    List.of(said.message()));
        }

        @Override
        public void close() throws SQLException {
            few.close();
            full.close();
        }
    }
}
