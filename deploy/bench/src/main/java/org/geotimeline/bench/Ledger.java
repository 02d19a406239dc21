package org.geotimeline.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.store.PostgresEventStore;

/** A database with an open store, and a schema {@code plain} for peers without a store. */
final class Ledger implements AutoCloseable {

    private static final int CONNECTIONS = 20; // as many as the application has

    private final Server server;
    private final String database;
    private final HikariDataSource connections;
    private final PostgresEventStore store;

    Ledger(Server server, String database) {
        this(server, database, Server.APPLICATION);
    }

    /** @param first the first statement of each connection of the store */
    Ledger(Server server, String database, String first) {
        this.server = server;
        this.database = database;
        this.connections = server.pool(database, CONNECTIONS, first);
        this.store = PostgresEventStore.open(connections, ActEvents.converter());
    }

    PostgresEventStore store() {
        return store;
    }

    HikariDataSource connections() {
        return connections;
    }

    String asked(String sql) throws SQLException {
        return server.asked(database, sql);
    }

    void execute(String sql) throws SQLException {
        server.execute(database, sql);
    }

    String url() {
        return server.url(database);
    }

    /** A separate connection for a plain writer. */
    Connection connect() throws SQLException {
        return server.connect(database, "&reWriteBatchedInserts=true");
    }

    void fill(int events) throws SQLException {
        server.fill(database, events);
    }

    /** Appends and waits for the commit, as Axon does; returns the position of the last event. */
    @SuppressWarnings("unchecked") // the transaction returns its own type
    long append(AppendCondition condition, List<TaggedEventMessage<?>> events) {
        CompletableFuture<Long> appended = store.appendEvents(condition, null, events)
                .thenCompose(tx -> {
                    var transaction = (EventStorageEngine.AppendTransaction<Object>) tx;
                    return transaction.commit(null).thenCompose(result -> transaction.afterCommit(result, null));
                })
                .thenApply(GlobalIndexConsistencyMarker::position);
        return appended.join();
    }

    @Override
    public void close() throws SQLException {
        store.close();
        connections.close();
        server.drop(database);
    }
}
