package org.geotimeline.api.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.StorageEngineBackedEventStore;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.axonframework.messaging.eventhandling.SimpleEventBus;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.geotimeline.projection.runtime.Analysts;
import org.geotimeline.projection.runtime.Projections;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.recording.ActEvents;
import org.geotimeline.recording.Dossiers;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.recording.Recorder;
import org.geotimeline.recording.Relations;
import org.geotimeline.recording.Rulebooks;
import org.geotimeline.store.EventLog;
import org.geotimeline.store.PostgresEventStore;
import org.geotimeline.store.SnapshotTable;
import org.geotimeline.store.StoreSchema;
import org.geotimeline.store.erasure.Eraser;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the ledger and what follows it: the store, the recorder, the projections and the feed. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    /** The connections of the application, which may append to the ledger but never change it. */
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Deployment deployment, MeterRegistry meters) {
        try (HikariDataSource owner = pool(deployment, "timeline-owner", 2, null)) {
            StoreSchema.migrate(owner);
            Analysts.limit(owner);
        }
        HikariDataSource pool =
                pool(deployment, "timeline", deployment.database().connections(), "set role timeline_app");
        pool.setMetricRegistry(meters);
        return pool;
    }

    private static HikariDataSource pool(
            Deployment deployment, String name, int connections, @Nullable String initSql) {
        return pool(deployment, name, connections, initSql, connections);
    }

    private static HikariDataSource pool(
            Deployment deployment, String name, int connections, @Nullable String initSql, int idle) {
        var config = new HikariConfig();
        config.setMinimumIdle(idle);
        config.setPoolName(name);
        config.setJdbcUrl(deployment.database().url());
        config.setUsername(deployment.database().user());
        config.setPassword(deployment.database().password());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(15_000);
        config.setInitializationFailTimeout(20_000);
        if (initSql != null) {
            config.setConnectionInitSql(initSql);
        }
        return new HikariDataSource(config);
    }

    @Bean(destroyMethod = "close")
    PostgresEventStore engine(DataSource dataSource, MeterRegistry meters) {
        return PostgresEventStore.open(dataSource, ActEvents.converter(), meters);
    }

    @Bean
    EventLog log(PostgresEventStore engine) {
        return engine.log();
    }

    /** The connections for erasures, which can do nothing else. The pool is empty while nothing is erased. */
    @Bean(destroyMethod = "close")
    ErasingConnections erasing(Deployment deployment, DataSource migrated) {
        return new ErasingConnections(pool(deployment, "timeline-eraser", 2, "set role timeline_eraser", 0));
    }

    /** A type of its own, because Spring finds the connections of the application by theirs. */
    record ErasingConnections(HikariDataSource source) implements AutoCloseable {

        @Override
        public void close() {
            source.close();
        }
    }

    @Bean
    Eraser eraser(ErasingConnections erasing) {
        return new Eraser(erasing.source());
    }

    @Bean
    LedgerRegister register(EventLog log) {
        return new LedgerRegister(log);
    }

    @Bean
    Rulebooks rulebooks(EventLog log) {
        return new Rulebooks(log);
    }

    @Bean
    Relations relations(EventLog log) {
        return new Relations(log);
    }

    @Bean
    Dossiers dossiers(EventLog log) {
        return Dossiers.in(log);
    }

    @Bean
    Recorder recorder(PostgresEventStore engine, EventLog log, LedgerRegister register, DataSource dataSource) {
        EventStore store = new StorageEngineBackedEventStore(engine, new SimpleEventBus(), ActEvents::tags);
        var work = new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE);
        return new Recorder(store, work, log, register, new SnapshotTable(dataSource));
    }

    /** The projections wait until everything that is loaded at the start is on file. */
    @Bean(destroyMethod = "close")
    Projections projections(DataSource dataSource, EventLog log, MeterRegistry meters) {
        List<Projection> found = ServiceLoader.load(Projection.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return Projections.hold(found, dataSource, log, meters);
    }

    @Bean(destroyMethod = "close")
    PublicFeed feed(DataSource dataSource, EventLog log, MeterRegistry meters, Deployment deployment) {
        String bootstrap = deployment.kafka().bootstrap();
        return bootstrap.isEmpty()
                ? PublicFeed.NONE
                : new PublicFeed(ActsFeed.start(bootstrap, deployment.body().toBytes(), dataSource, log, meters));
    }
}
