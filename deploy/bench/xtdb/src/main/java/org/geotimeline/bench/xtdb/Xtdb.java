package org.geotimeline.bench.xtdb;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.geotimeline.bench.peer.Peer;
import org.jspecify.annotations.Nullable;
import xtdb.api.DBBasis;
import xtdb.api.IXtdb;
import xtdb.api.TransactionInstant;
import xtdb.api.XtdbDocument;
import xtdb.api.tx.Transaction;

/** The program {@code Xtdb}: a node with log, documents and indexes in memory. */
public final class Xtdb implements AutoCloseable {

    private static final int BATCH = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String SLICE = "{:find [pair answer] :where [[pair :answer answer]]}";

    private final IXtdb node = IXtdb.startNode();
    private @Nullable TransactionInstant known;

    private Xtdb() {}

    public static void main(String[] arguments) throws Exception {
        try (var xtdb = new Xtdb()) {
            Peer.serve(xtdb::asked);
        }
    }

    private double asked(String what, List<String> words) throws Exception {
        return switch (what) {
            case "fill" ->
                fill(Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)), words.subList(2, words.size()));
            case "slice" -> slice(words.get(0)).size();
            case "difference" -> difference(slice(words.get(0)), slice(words.get(1)));
            default -> throw new IllegalArgumentException("nobody knows how to " + what);
        };
    }

    /**
     * Stores for each pair an answer from each of these days on.
     *
     * @param days ISO dates in order
     */
    private double fill(int actors, int subjects, List<String> days) {
        Transaction.Builder batch = Transaction.builder();
        int waiting = 0;
        @Nullable TransactionInstant last = null;
        for (String day : days) {
            for (int actor = 0; actor < actors; actor++) {
                for (int subject = 0; subject < subjects; subject++) {
                    batch.put(
                            XtdbDocument.create(
                                    "A%d/S%d".formatted(actor, subject), Map.of("answer", "BANNED since " + day)),
                            instant(day));
                    if (++waiting == BATCH) {
                        last = node.submitTx(batch.build());
                        batch = Transaction.builder();
                        waiting = 0;
                    }
                }
            }
        }
        if (waiting > 0) {
            last = node.submitTx(batch.build());
        }
        known = node.awaitTx(Objects.requireNonNull(last), PATIENCE);
        return (double) days.size() * actors * subjects;
    }

    private Collection<List<?>> slice(String day) throws Exception {
        return node.db(new DBBasis(instant(day), known)).query(SLICE);
    }

    /** Compares two slices, because XTDB has no such query. */
    private static double difference(Collection<List<?>> left, Collection<List<?>> right) {
        var before = new HashMap<Object, Object>();
        left.forEach(row -> before.put(row.get(0), row.get(1)));
        return right.stream()
                .filter(row -> !row.get(1).equals(before.get(row.get(0))))
                .count();
    }

    private static Date instant(String day) {
        return Date.from(LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
