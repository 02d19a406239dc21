package org.geotimeline.bench.axon4;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SnapshotEventEntry;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.json.JacksonSerializer;
import org.geotimeline.bench.peer.Peer;
import org.geotimeline.bench.peer.Turn;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** The program: {@code Axon4 JDBC-URL SAMPLE}, whose sample is the JSON of one act. */
public final class Axon4 implements AutoCloseable {

    private static final int CONNECTIONS = 20; // as many as the application has
    private static final int BATCH = 500;
    private static final String JDBC = "axon_jdbc";
    private static final String JPA = "axon_jpa";

    private final StatementMade sample;
    private final AtomicLong number = new AtomicLong();
    private final HikariDataSource forJdbc;
    private final HikariDataSource forJpa;
    private final SessionFactory sessions;
    private final Transactions transactions;
    private final EventStorageEngine jdbc;
    private final EventStorageEngine jpa;
    private final CommandGateway commands;

    private Axon4(String url, String sample) throws Exception {
        var json = new ObjectMapper();
        this.sample = json.readValue(sample, StatementMade.class);
        this.forJdbc = pool(url, JDBC);
        this.forJpa = pool(url, JPA);
        var serializer = JacksonSerializer.builder().objectMapper(json).build();
        var engine = JdbcEventStorageEngine.builder()
                .connectionProvider(forJdbc::getConnection)
                .transactionManager(Transactions.NONE)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        this.jdbc = engine;
        this.sessions = sessions(forJpa);
        this.transactions = new Transactions(sessions);
        this.jpa = JpaEventStorageEngine.builder()
                .entityManagerProvider(transactions)
                .transactionManager(transactions)
                .dataSource(forJpa)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        this.commands = commands();
    }

    public static void main(String[] arguments) throws Exception {
        try (var axon = new Axon4(arguments[0], arguments[1])) {
            Peer.serve(axon::asked);
        }
    }

    private static HikariDataSource pool(String url, String schema) throws SQLException {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setSchema(schema);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        try (Connection connection = pool.getConnection();
                Statement make = connection.createStatement()) {
            make.execute("create schema if not exists " + schema);
        }
        return pool;
    }

    private static SessionFactory sessions(HikariDataSource source) {
        var configuration = new Configuration()
                .addAnnotatedClass(DomainEventEntry.class)
                .addAnnotatedClass(SnapshotEventEntry.class)
                .setProperty(AvailableSettings.DIALECT, BytesInTheRow.class.getName())
                .setProperty(AvailableSettings.DEFAULT_SCHEMA, JPA)
                .setProperty(AvailableSettings.HBM2DDL_AUTO, "create");
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source);
        return configuration.buildSessionFactory();
    }

    private CommandGateway commands() {
        var bus = SimpleCommandBus.builder().transactionManager(transactions).build();
        var store = EmbeddedEventStore.builder().storageEngine(jpa).build();
        var repository = EventSourcingRepository.builder(Statement4.class)
                .eventStore(store)
                .<EventSourcingRepository<Statement4>>build();
        AggregateAnnotationCommandHandler.<Statement4>builder()
                .aggregateType(Statement4.class)
                .repository(repository)
                .build()
                .subscribe(bus);
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private double asked(String what, List<String> words) throws Exception {
        return switch (what) {
            case "append-jdbc" -> rate(words, () -> jdbc.appendEvents(next()));
            case "append-jpa" -> rate(words, () -> transactions.executeInTransaction(() -> jpa.appendEvents(next())));
            case "record" -> rate(words, () -> commands.sendAndWait(new MakeStatement(statement())));
            case "fill" -> fill(Integer.parseInt(words.getFirst()));
            case "read" -> read(Integer.parseInt(words.getFirst()));
            default -> throw new IllegalArgumentException("nobody knows how to " + what);
        };
    }

    private static double rate(List<String> words, Turn.Work work) throws Exception {
        int writers = Integer.parseInt(words.get(0));
        Duration turn = Duration.ofMillis(Long.parseLong(words.get(1)));
        return Turn.rate(turn, Collections.nCopies(writers, work));
    }

    private StatementMade statement() {
        return sample.as("BENCH-" + number.incrementAndGet() + "-" + UUID.randomUUID());
    }

    /** The first event of a new aggregate, so that writers do not conflict. */
    private DomainEventMessage<StatementMade> next() {
        StatementMade said = statement();
        return new GenericDomainEventMessage<>("Statement", said.id(), 0, said);
    }

    private double fill(int events) {
        for (int left = events; left > 0; left -= BATCH) {
            List<DomainEventMessage<StatementMade>> many =
                    Stream.generate(this::next).limit(Math.min(left, BATCH)).toList();
            transactions.executeInTransaction(() -> jpa.appendEvents(many));
        }
        return events;
    }

    /** Reads all events with their payloads, as a rebuild of a projection does. */
    private double read(int events) throws Exception {
        return Turn.rate(events, () -> {
            try (Stream<? extends TrackedEventMessage<?>> read = jpa.readEvents(null, false)) {
                long done = read.limit(events)
                        .filter(event -> event.getPayload() instanceof StatementMade)
                        .count();
                if (done != events) {
                    throw new IllegalStateException("%d of %d events were read".formatted(done, events));
                }
            }
        });
    }

    @Override
    public void close() {
        sessions.close();
        forJpa.close();
        forJdbc.close();
    }
}
