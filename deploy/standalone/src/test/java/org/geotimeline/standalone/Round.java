package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/** One database, one topic and their nodes, with the reported acts and the outcomes. */
final class Round implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration SHORTLY = Duration.ofMillis(5);

    private final Servers servers;
    private final String database;
    private final List<String> properties;
    private final RandomReports reports;
    private final long before;
    private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
    private final Map<Reported, ReportedAct> reported = new ConcurrentHashMap<>();
    private final Set<Reported> open = ConcurrentHashMap.newKeySet();
    private final Set<Reported> onTheWay = ConcurrentHashMap.newKeySet();
    private final Map<Reported, Long> onFile = new ConcurrentHashMap<>();
    private final Set<Reported> taken = ConcurrentHashMap.newKeySet();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private record Reported(String node, String id) {}

    private record Event(long position, UUID id, String act) {}

    /** @param properties of the JVMs of the nodes */
    Round(Servers servers, String database, Random random, List<String> properties) throws SQLException {
        this.servers = servers;
        this.database = database;
        this.properties = properties;
        this.reports = new RandomReports(random);
        this.before = head();
    }

    // ----------------------------------------------------------------------------------------------------------- nodes

    /** Starts a node, instead of a dead one of that name. */
    RunningNode start(String name) {
        return replace(begin(name));
    }

    /** Starts a node beside the others, without orders. */
    RunningNode begin(String name) {
        RunningNode node = RunningNode.start(
                name,
                servers.log(name),
                line -> heard(name, line),
                properties,
                servers.arguments(name, database, topic()).toArray(String[]::new));
        node.awaitReady();
        return node;
    }

    /** Gives a new node the unanswered lines of the dead node of that name. */
    RunningNode replace(RunningNode node) {
        nodes.put(node.name(), node);
        onTheWay.removeIf(act -> act.node().equals(node.name()));
        return node;
    }

    RunningNode node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    String database() {
        return database;
    }

    RandomReports reports() {
        return reports;
    }

    private String topic() {
        return "acts-of-" + database;
    }

    // ------------------------------------------------------------------------------------------------------------ acts

    /** @param how {@code one} act after the other, or {@code many} at once */
    void report(String how, List<ReportedAct> acts) {
        for (ReportedAct act : acts) {
            var key = new Reported(act.node(), act.id());
            reported.put(key, act);
            open.add(key);
            onTheWay.add(key);
            node(act.node()).tell(how + " " + act.body());
        }
    }

    private void heard(String node, String line) {
        String[] words = line.split(" ", 3);
        var key = new Reported(node, words[1]);
        switch (words[0]) {
            case "on-file" -> {
                long position = Long.parseLong(words[2]);
                Long told = onFile.put(key, position);
                if (told != null && told != position) {
                    wrong.add("%s was said to be at %d and at %d".formatted(key, told, position));
                }
                open.remove(key);
            }
            case "taken" -> {
                taken.add(key);
                open.remove(key);
            }
            case "refused" -> wrong.add(line);
            default -> {} // a failed act is reported again
        }
        onTheWay.remove(key);
    }

    int acknowledged() {
        return onFile.size();
    }

    void awaitAcknowledged(int acts) {
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> acknowledged() >= acts);
    }

    /** Reports failed acts again, until all are answered. */
    void settle() {
        settle(nodes.keySet());
        if (open.isEmpty()) {
            reports.settled();
        }
    }

    void settle(Collection<String> these) {
        await().alias("answers to all that was reported")
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(SHORTLY)
                .until(() -> {
                    List<Reported> left = open.stream()
                            .filter(act -> these.contains(act.node()))
                            .toList();
                    left.stream().filter(onTheWay::add).forEach(this::tell);
                    return left.isEmpty();
                });
        assertThat(wrong).isEmpty();
    }

    private void tell(Reported act) {
        node(act.node())
                .tell("many " + Objects.requireNonNull(reported.get(act)).body());
    }

    // ---------------------------------------------------------------------------------------------------------- checks

    long head() throws SQLException {
        try (Connection connection = servers.superuser(database);
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select coalesce((select position from timeline.head), 0)")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Each acknowledged act is at its reported position; each act is on file once; no position is free. */
    void assertEachActOnce() throws SQLException {
        List<Event> events = events();
        assertThat(events.stream().map(Event::position))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, head()).boxed().toList());
        onFile.forEach(
                (act, position) -> assertThat(events.get((int) (position - 1)).id())
                        .as("%s is at %d as it was said to be", act, position)
                        .isEqualTo(Objects.requireNonNull(reported.get(act)).event()));
        List<Event> added = events.subList((int) before, events.size());
        assertThat(added.stream().map(Event::act))
                .containsExactlyInAnyOrderElementsOf(
                        reported.keySet().stream().map(Reported::id).distinct().toList());
        List<UUID> ids = added.stream().map(Event::id).toList();
        taken.forEach(act -> assertThat(ids)
                .as("%s, which was said to be another's", act)
                .doesNotContain(Objects.requireNonNull(reported.get(act)).event()));
        assertThat(onFile.size() + taken.size())
                .as("each is answered in one way")
                .isEqualTo(reported.size());
    }

    private List<Event> events() throws SQLException {
        var events = new ArrayList<Event>();
        try (Connection connection = servers.superuser(database);
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("""
                        select position, event_id, convert_from(payload, 'UTF8')::jsonb ->> 'id'
                        from timeline.event order by position""")) {
            while (rows.next()) {
                events.add(new Event(rows.getLong(1), rows.getObject(2, UUID.class), rows.getString(3)));
            }
        }
        return events;
    }

    /** Checks on one node that ledger, views and topic are as without any failure. */
    void assertAllIsAsIfNothingHadHappened(RunningNode node) throws SQLException {
        assertEachActOnce();
        assertThat(node.ask("self-check")).isEmpty();
        assertViewsAsIfBuiltFromNothing(node);
        PublishedPositions.assertEachOnce(servers.bootstrap(), topic(), head());
    }

    private void assertViewsAsIfBuiltFromNothing(RunningNode node) throws SQLException {
        long head = head();
        List<String> views = node.ask("views");
        List<String> live = node.ask("digests " + head);
        await().alias("troubles of views")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(node.ask("troubles")).isEmpty());
        for (String view : views) {
            assertThat(node.ask("reset " + view)).isEmpty();
        }
        assertThat(node.ask("digests " + head)).hasSameSizeAs(views).isEqualTo(live);
    }

    /** The active version is the one ordered last, and another one can become active. */
    void assertVersionsCanBeSwitched(RunningNode node) {
        List<String> before = node.ask("serving");
        assertThat(before.get(0)).isEqualTo(before.get(1));
        assertThat(node.ask("switch")).isEmpty();
        assertThat(node.ask("serving").get(0)).isNotEqualTo(before.get(0));
    }

    void assertPublished() throws SQLException {
        PublishedPositions.assertEachOnce(servers.bootstrap(), topic(), head());
    }

    /** Kills the remaining nodes. */
    @Override
    public void close() {
        nodes.values().forEach(RunningNode::close);
    }
}
