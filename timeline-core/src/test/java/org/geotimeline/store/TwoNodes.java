package org.geotimeline.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Two nodes on one fresh database, whose connections can be broken, and which can be closed and opened again. */
final class TwoNodes implements AutoCloseable {

    private final TestDatabase database = TestDatabase.fresh();
    private final List<Node> nodes = List.of(new Node(database), new Node(database));

    /** A node: its connections, and the store that is open on them. */
    static final class Node {

        private final HikariDataSource connections;
        private final BreakingConnections breaking;
        private volatile PostgresEventStore store;

        private Node(TestDatabase database) {
            connections = database.application();
            breaking = new BreakingConnections(connections);
            store = open();
        }

        private PostgresEventStore open() {
            return PostgresEventStore.open(breaking.source(), Appending.BYTES);
        }

        PostgresEventStore store() {
            return store;
        }

        BreakingConnections breaking() {
            return breaking;
        }

        /** What waits is refused, what is being written is answered. */
        synchronized void restart() {
            store.close();
            store = open();
        }
    }

    Node node(int which) {
        return nodes.get(which);
    }

    TestDatabase database() {
        return database;
    }

    /** Ends all connections of both nodes, from the side of the server. */
    synchronized void kill() throws SQLException {
        execute("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()""");
    }

    /** What was sent by connections that are lost has taken effect after this, or never will; none that is dead is used again. */
    void settle() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url())) {
            Head.fence(connection);
        }
        nodes.forEach(node -> node.connections.getHikariPoolMXBean().softEvictConnections());
    }

    /** What stands after that position, read by nobody's node. */
    List<StoredEvent> after(long position) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url())) {
            return EventLog.read(connection, position, Long.MAX_VALUE, EventFilter.ALL, Integer.MAX_VALUE);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(node -> {
            node.store.close();
            node.connections.close();
        });
        database.close();
    }
}
