package org.geotimeline.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.conversion.ChainingContentTypeConverter;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.junit.jupiter.api.AfterAll;

/** Axon's own suite for storage engines, on ours. */
class AxonStorageEngineSuiteTest extends StorageEngineTestSuite<PostgresEventStore> {

    private static final List<AutoCloseable> OPEN = new ArrayList<>();

    @Override
    protected PostgresEventStore buildStorageEngine() {
        TestDatabase database = TestDatabase.fresh();
        HikariDataSource connections = database.application();
        PostgresEventStore store =
                PostgresEventStore.open(connections, new DelegatingEventConverter(new ChainingContentTypeConverter()));
        OPEN.add(0, database);
        OPEN.add(0, connections);
        OPEN.add(0, store);
        return store;
    }

    @Override
    protected ProcessingContext processingContext() {
        return new StubProcessingContext();
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable open : OPEN) {
            open.close();
        }
    }
}
