package org.geotimeline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.geotimeline.bench.peer.Turn;

/**
 * A reader at the end of a full ledger that asks for news and gets none. On Linux the unit is CPU time of the asking
 * thread and of the database processes, elsewhere wall time.
 */
record EmptyPoll() implements Contest {

    private static final boolean CPU = Files.exists(Path.of("/proc/self/schedstat"));

    @Override
    public String name() {
        return "empty poll at the head of a full ledger / select 1";
    }

    @Override
    public String unit() {
        return CPU ? "ms of CPU" : "ms";
    }

    @Override
    public Target target() {
        return new Target.AtMost(0.2, unit());
    }

    @Override
    public Sides open(Server server, Size size) throws Exception {
        return new Both(server.full(size.onFile()), size.polls());
    }

    private record Both(Ledger ledger, int polls) implements Sides {

        @Override
        public double reference() throws Exception {
            return millis(() -> {
                try (Connection connection = ledger.connections().getConnection();
                        Statement select = connection.createStatement()) {
                    select.executeQuery("select 1").close();
                }
            });
        }

        @Override
        public double candidate() throws Exception {
            long head = ledger.store().log().head();
            return millis(() -> ledger.store().log().read(head, 500));
        }

        private double millis(Turn.Work poll) throws Exception {
            long before = spent();
            for (int i = 0; i < polls; i++) {
                poll.once();
            }
            return (spent() - before) / 1e6 / polls;
        }

        private long spent() throws SQLException, IOException {
            if (!CPU) {
                return System.nanoTime();
            }
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            String processes = ledger.asked("""
                    select string_agg(pid::text, ',') from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()""");
            for (String process : processes.split(",", -1)) {
                String told = Files.readString(Path.of("/proc", process, "schedstat"));
                spent += Long.parseLong(told.substring(0, told.indexOf(' ')));
            }
            return spent;
        }

        @Override
        public void close() throws SQLException {
            ledger.close();
        }
    }
}
