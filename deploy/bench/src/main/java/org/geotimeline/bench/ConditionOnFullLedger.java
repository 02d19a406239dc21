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
import org.geotimeline.bench.peer.Turn;

/**
 * Whether a condition costs the same however much is on file. Its marker is the origin, so that none of it is answered
 * from memory.
 */
record ConditionOnFullLedger(Asked asked) implements Contest {

    private static final int FEW = 1_000;

    /** The query that must find no event. */
    enum Asked {
        OWN_TAG("a tag of its own"),
        HOT_TAG_AND_TYPE("a tag of every event and a type of none"),
        BOTH_TAGS("a tag of its own with a tag of every event");

        private final String words;

        Asked(String words) {
            this.words = words;
        }

        EventCriteria criteria(Said said) {
            Tag own = Tag.of("act", said.id());
            Tag hot = Tag.of("actor", GeneratedActs.SUBJECT);
            return switch (this) {
                case OWN_TAG -> EventCriteria.havingTags(own);
                case HOT_TAG_AND_TYPE ->
                    EventCriteria.havingTags(hot)
                            .andBeingOneOfTypes(Set.of(new QualifiedName("timeline.statement.NeverSaid")));
                case BOTH_TAGS -> EventCriteria.havingTags(Set.of(own, hot));
            };
        }
    }

    @Override
    public String name() {
        return "append on condition of %s, full ledger / 1,000 events".formatted(asked.words);
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
        return new Both(server.ledger(FEW), server.full(size.onFile()), asked, size.turn());
    }

    private record Both(Ledger few, Ledger full, Asked asked, Duration turn) implements Sides {

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

        private void append(Ledger ledger) {
            Said said = GeneratedActs.next();
            ledger.append(
                    AppendCondition.withCriteria(asked.criteria(said)).withMarker(new GlobalIndexConsistencyMarker(0)),
                    List.of(said.message()));
        }

        @Override
        public void close() throws SQLException {
            few.close();
            full.close();
        }
    }
}
