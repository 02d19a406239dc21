package org.geotimeline.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.conversion.EventConverter;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on PostgreSQL 15 and later. Safe for use by many threads, and by several nodes on one database.
 *
 * <p>A lone append is written on the caller's thread; concurrent appends share a commit. An append that completes is
 * committed. The failure of an append says whether anything is on file. An append whose event ids are on file with the same
 * content is answered with the first positions.
 */
public final class PostgresEventStore implements EventStorageEngine, AutoCloseable {

    /** In the context of every event read: the event as the ledger holds it, with its position and recorded time. */
    public static final Context.ResourceKey<StoredEvent> STORED = Context.ResourceKey.withLabel("storedEvent");

    /** In the context of a unit of work whose commit has appended: its events as they are on file, in their order. */
    public static final Context.ResourceKey<List<StoredEvent>> APPENDED = Context.ResourceKey.withLabel("appended");

    private static final SecureRandom SALT = new SecureRandom();
    private static final int SALT_BYTES = 16;

    private final DataSource dataSource;
    private final EventConverter converter;
    private final LedgerListener listener;
    private final Appender appender;
    private final EventLog log;
    private final Timer appends;
    private final Counter failures;
    private final Set<FollowedStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private PostgresEventStore(DataSource dataSource, EventConverter converter, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.converter = converter;
        this.listener = new LedgerListener(dataSource);
        this.appender = new Appender(dataSource, listener, meters);
        this.log = new EventLog(dataSource, listener);
        this.appends = Timer.builder("timeline.append")
                .description("from the call of an append to its answer, whatever that is")
                .publishPercentiles(0.5, 0.95, 0.99)
                .serviceLevelObjectives(LATENCIES)
                .register(meters);
        this.failures = Counter.builder("timeline.append.failures")
                .description(
                        "appends that ended otherwise than recorded or refused, by their condition or because their id is taken")
                .register(meters);
    }

    private static final Duration[] LATENCIES = IntStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private void measured(long begun, @Nullable Throwable failure) {
        appends.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        Throwable why = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (why != null && !isRefusal(why)) {
            failures.increment();
        }
    }

    private static boolean isRefusal(Throwable why) {
        return why instanceof AppendEventsTransactionRejectedException || why instanceof EventIdTakenException;
    }

    /**
     * Opens the store on a migrated database. The store holds one connection while it is open.
     *
     * @param converter converts payloads to the bytes that are stored
     */
    public static PostgresEventStore open(DataSource dataSource, EventConverter converter) {
        return new PostgresEventStore(dataSource, converter, new CompositeMeterRegistry()); // measures nothing
    }

    /**
     * The same, measured: {@code timeline.append} is the time from the call to the answer, {@code timeline.append.group} how many
     * appends were taken as one group, {@code timeline.append.waiting} how many wait, {@code timeline.append.conflicts} how many
     * were refused by their condition or because their id is taken, and {@code timeline.append.failures} how many failed.
     */
    public static PostgresEventStore open(DataSource dataSource, EventConverter converter, MeterRegistry meters) {
        return new PostgresEventStore(dataSource, converter, meters);
    }

    /** Reads the same ledger without Axon. */
    public EventLog log() {
        return log;
    }

    // ------------------------------------------------------------------------------------------------------ append

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        try {
            return CompletableFuture.completedFuture(
                    events.isEmpty() ? new Nothing() : new Prepared(append(condition, events)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Append append(AppendCondition condition, List<TaggedEventMessage<?>> events) {
        boolean unconditional = condition.consistencyMarker() == ConsistencyMarker.INFINITY;
        long marker = unconditional
                ? Long.MAX_VALUE
                : Math.max(0, GlobalIndexConsistencyMarker.position(condition.consistencyMarker()));
        List<EventFilter> criteria = unconditional ? List.of() : criteria(condition.criteria());
        var rows = new ArrayList<Append.Row>();
        for (TaggedEventMessage<?> tagged : events) {
            rows.add(row(tagged));
        }
        return new Append(criteria, marker, rows, new CompletableFuture<>());
    }

    private static List<EventFilter> criteria(EventCriteria criteria) {
        Set<EventCriterion> flat = criteria.flatten();
        return flat.isEmpty()
                ? List.of(EventFilter.ALL)
                : flat.stream().map(PostgresEventStore::criterion).toList();
    }

    private static EventFilter criterion(EventCriterion criterion) {
        return new EventFilter(
                criterion.types().stream().map(QualifiedName::name).collect(Collectors.toUnmodifiableSet()),
                criterion.tags().stream().map(PostgresEventStore::text).collect(Collectors.toUnmodifiableSet()));
    }

    private static String text(Tag tag) {
        if (tag.key().indexOf(':') >= 0) {
            throw new IllegalArgumentException("the key of a tag has no colon: " + tag);
        }
        return tag.key() + ":" + tag.value();
    }

    private Append.Row row(TaggedEventMessage<?> tagged) {
        EventMessage event = tagged.event();
        byte[] payload = event.payloadAs(byte[].class, converter);
        if (payload == null) {
            throw new IllegalArgumentException("an event has a payload: " + event.identifier());
        }
        byte[] salt = new byte[SALT_BYTES];
        SALT.nextBytes(salt);
        var metadata = new TreeMap<String, String>();
        event.metadata().forEach((key, value) -> {
            if (value != null) {
                metadata.put(key, value);
            }
        });
        return Append.Row.of(
                UUID.fromString(event.identifier()),
                event.type().name(),
                event.type().version(),
                event.timestamp(),
                tagged.tags().stream().map(PostgresEventStore::text).collect(Collectors.toUnmodifiableSet()),
                metadata,
                payload,
                salt);
    }

    /** An append without events has no condition that could fail, as in Axon's own engines. */
    private record Nothing() implements AppendTransaction<Long> {

        @Override
        public CompletableFuture<Long> commit(@Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {}

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(Long position, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(ConsistencyMarker.ORIGIN);
        }
    }

    private final class Prepared implements AppendTransaction<List<StoredEvent>> {

        private final Append append;
        private final AtomicBoolean over = new AtomicBoolean();

        Prepared(Append append) {
            this.append = append;
        }

        @Override
        public CompletableFuture<List<StoredEvent>> commit(@Nullable ProcessingContext context) {
            if (over.getAndSet(true)) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException("this append was committed or rolled back before"));
            }
            long begun = System.nanoTime();
            return appender.append(append).whenComplete((events, failure) -> {
                measured(begun, failure);
                if (context != null && events != null) {
                    context.putResource(APPENDED, events);
                }
            });
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {
            over.set(true);
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(
                List<StoredEvent> events, @Nullable ProcessingContext context) {
            long last = events.stream().mapToLong(StoredEvent::position).max().orElseThrow();
            return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(last));
        }
    }

    // ------------------------------------------------------------------------------------------------------- read

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        long after =
                condition.start() == Position.START ? 0 : Math.max(0, GlobalIndexPosition.toIndex(condition.start()));
        Sourced events =
                log.with(connection -> Sourced.begin(dataSource, connection, criteria(condition.criteria()), after));
        var head = new GlobalIndexConsistencyMarker(events.head());
        MessageStream<EventMessage> read =
                MessageStream.fromStream(events.stream(), PostgresEventStore::message, PostgresEventStore::context);
        MessageStream<EventMessage> end = MessageStream.<EventMessage>just(
                TerminalEventMessage.INSTANCE, m -> Context.with(ConsistencyMarker.RESOURCE_KEY, head));
        return read.concatWith(end);
    }

    private static MessageStream.Entry<EventMessage> entry(StoredEvent stored) {
        return new SimpleEntry<>(message(stored), context(stored));
    }

    private static EventMessage message(StoredEvent stored) {
        return new GenericEventMessage(
                stored.id().toString(),
                new MessageType(stored.type(), stored.version()),
                stored.payload(),
                stored.metadata(),
                stored.saidAt());
    }

    private static Context context(StoredEvent stored) {
        Context context =
                TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(stored.position()));
        return context.withResource(STORED, stored);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        TrackingToken start = condition.position();
        long after = start == null ? 0 : Math.max(0, start.position().orElse(0));
        var stream = new FollowedStream(
                log, criteria(condition.criteria()), after, PostgresEventStore::entry, streams::remove);
        streams.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(log.head()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        try {
            return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(log.positionBeforeSaid(at)));
        } catch (UnreadableLedger e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("store", "PostgreSQL");
        descriptor.describeProperty("converter", converter);
    }

    /**
     * Ends all streams, waits up to ten seconds for the current group of appends, and fails the appends that wait. The data source
     * stays open.
     */
    @Override
    public void close() {
        closed = true;
        streams.forEach(FollowedStream::close);
        listener.end();
        appender.close();
        listener.close();
    }
}
