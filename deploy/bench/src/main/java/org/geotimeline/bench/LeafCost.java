package org.geotimeline.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.geotimeline.bench.peer.Turn;

/**
 * What the leaf costs that the database computes in the append: the same store on a database whose {@code sha256} is
 * one that hashes nothing.
 */
record LeafCost() implements Contest {

    private static final int WRITERS = 8;

    private static final String NO_HASH = """
            create schema no_hash;
            create function no_hash.sha256(bytea) returns bytea language sql immutable parallel safe
                return '\\x0000000000000000000000000000000000000000000000000000000000000000'::bytea;
            grant usage on schema no_hash to timeline_app;
            """;

    @Override
    public String name() {
        return "append, %d at once / the same without the hash of the leaf".formatted(WRITERS);
    }

    @Override
    public String unit() {
        return "events/s";
    }

    @Override
    public Target target() {
        return new Target.AtLeast(0.9);
    }

    @Override
    public String note() {
        return "Both hash the body before it is appended; the tree above the leaves is computed when a proof is asked for.";
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(server.ledger(), server.ledger(NO_HASH, "set search_path = no_hash, pg_catalog"), size.turn());
    }

    private record Both(Ledger hashing, Ledger without, Duration turn) implements Sides {

        @Override
        public double reference() throws Exception {
            return rate(without);
        }

        @Override
        public double candidate() throws Exception {
            return rate(hashing);
        }

        private double rate(Ledger ledger) throws Exception {
            Turn.Work writer = () -> ledger.append(
                    AppendCondition.none(), List.of(GeneratedActs.next().message()));
            return Turn.rate(turn, Collections.nCopies(WRITERS, writer));
        }

        @Override
        public void close() throws SQLException {
            hashing.close();
            without.close();
        }
    }
}
