package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills nodes, PostgreSQL and the broker with signal 9 during their work. The printed seed decides the work, the
 * victims and the times. {@code -Dtimeline.test.seed} sets it, {@code -Dtimeline.test.kills} the number of kills: 5 in
 * every run, 20 with {@code -Dtimeline.test.all=true}.
 */
class FaultsIT {

    private static final long SEED = Long.getLong("timeline.test.seed", System.nanoTime());
    private static final int KILLS =
            Integer.getInteger("timeline.test.kills", Boolean.getBoolean("timeline.test.all") ? 20 : 5);
    private static final int KILLS_A_ROUND = 10;
    private static final String NODE = "node";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static Servers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = Servers.start(temporary.resolve("data"));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    /** The work during a kill. */
    enum Phase {
        ONE_BY_ONE(40, 2),
        IN_GROUPS(150, 5),
        REBUILD(20, 600),
        SWITCH(20, 30),
        HAND_OVER(60, 30),
        PUBLISHING(100, 100);

        private final int acts;
        private final int millisMost;

        Phase(int acts, int millisMost) {
            this.acts = acts;
            this.millisMost = millisMost;
        }
    }

    enum Victim {
        NODE,
        BACKEND,
        POSTMASTER,
        BROKER
    }

    @Test
    void after_any_kill_no_acknowledged_act_is_lost_or_doubled_and_every_view_is_as_without_kills() throws Exception {
        var random = new Random(SEED);
        List<Phase> phases = phases(random);
        int killed = 0;
        while (killed < KILLS) {
            String database = servers.freshDatabase();
            try (var round = new Round(servers, database, random, List.of())) {
                round.start(NODE);
                for (int i = 0; i < KILLS_A_ROUND && killed < KILLS; i++) {
                    System.out.printf("kill %d of %d, %s, seed %d: ", killed + 1, KILLS, database, SEED);
                    kill(round, phases.get(killed++), random);
                    round.assertEachActOnce();
                }
                round.assertVersionsCanBeSwitched(round.node(NODE));
                round.assertAllIsAsIfNothingHadHappened(round.node(NODE));
            }
            servers.drop(database);
        }
    }

    /** The number of kills and freezes of one of three nodes. */
    private static final int TURNS = 2 + KILLS / 20;

    private static final Duration FREEZING = Duration.ofSeconds(30);
    private static final long MOST_MILLIS_BEFORE_FROZEN = 20;

    private static final List<String> THREE = List.of("red", "green", "blue");

    @Test
    void three_nodes_record_the_same_acts_once_although_some_are_killed_or_frozen() throws Exception {
        var random = new Random(SEED);
        try (var round = new Round(servers, servers.freshDatabase(), random, List.of("-Dtimeline.claim.seconds=6"))) {
            THREE.forEach(round::start);
            for (int turn = 0; turn < TURNS; turn++) {
                reportToAll(round, random);
                boolean freeze = turn % 2 == 0;
                String victim = any(freeze ? atWork(round) : THREE, random);
                System.out.printf("%s is %s, seed %d%n", victim, freeze ? "frozen" : "killed", SEED);
                if (freeze) {
                    freeze(round, victim, random);
                } else {
                    round.node(victim).kill();
                }
                othersGoOn(round, victim, random);
                if (freeze) {
                    round.node(victim).signal("CONT");
                } else {
                    round.start(victim);
                }
                reportToAll(round, random);
                round.settle();
                round.assertEachActOnce();
            }
            round.assertAllIsAsIfNothingHadHappened(round.node(any(THREE, random)));
        }
    }

    /** Acts that only one node gets, and acts that each node gets with another body. */
    private static void reportToAll(Round round, Random random) {
        for (String node : THREE) {
            round.report("many", round.reports().next(node, 10 + random.nextInt(10)));
        }
        for (int i = 0; i < 10; i++) {
            round.report("many", round.reports().contested(THREE));
        }
    }

    /** The nodes that run a view. Other nodes never have a transaction open for long. */
    private static List<String> atWork(Round round) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> THREE.stream()
                                .filter(name -> !round.node(name).ask("here").isEmpty())
                                .toList(),
                        names -> !names.isEmpty());
    }

    /**
     * Freezes a node while acts are on their way, if possible within a transaction, so that it holds locks that others
     * need. The node is thawed and frozen again until that happens, or for a limited time.
     */
    private static void freeze(Round round, String node, Random random) throws SQLException {
        long until = System.nanoTime() + FREEZING.toNanos();
        for (int tries = 1; ; tries++) {
            round.report("many", round.reports().next(node, tries == 1 ? 10 : 1));
            LockSupport.parkNanos(random.nextLong(MOST_MILLIS_BEFORE_FROZEN * 1_000_000L));
            round.node(node).signal("STOP");
            int open = servers.openTransactions(node);
            if (open > 0 || System.nanoTime() - until > 0) {
                System.out.printf("%s is frozen with %d open transactions at try %d%n", node, open, tries);
                return;
            }
            round.node(node).signal("CONT");
        }
    }

    /** The live nodes record acts, run every view, and publish to the end of the ledger. */
    private static void othersGoOn(Round round, String without, Random random) throws SQLException {
        List<String> living =
                THREE.stream().filter(name -> !name.equals(without)).toList();
        for (String node : living) {
            round.report("many", round.reports().next(node, 20 + random.nextInt(20)));
        }
        round.settle(living);
        List<String> views = round.node(living.getFirst()).ask("views");
        await().alias("every view is run by a node that lives")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(living.stream().flatMap(node -> round.node(node).ask("here").stream()))
                        .containsAll(views));
        round.node(living.getFirst()).ask("digests " + round.head());
        round.assertPublished();
    }

    /** Each value equally often, in random order. */
    private static List<Phase> phases(Random random) {
        var phases = new ArrayList<Phase>();
        while (phases.size() < KILLS) {
            phases.addAll(List.of(Phase.values()));
        }
        Collections.shuffle(phases.subList(0, KILLS), random);
        return phases;
    }

    private static void kill(Round round, Phase phase, Random random) throws SQLException {
        Victim victim = victim(phase, random);
        int acts = random.nextInt(phase.acts);
        long nanos = random.nextLong(phase.millisMost * 1_000_000L);
        System.out.printf("%s, %s after %d acts and %.1f ms%n", phase, victim, acts, nanos / 1e6);
        RunningNode node = round.node(NODE);
        RunningNode successor = phase == Phase.HAND_OVER ? round.begin(NODE) : node;
        int before = round.acknowledged();
        round.report(phase == Phase.ONE_BY_ONE ? "one" : "many", round.reports().next(NODE, phase.acts));
        round.awaitAcknowledged(before + acts);
        switch (phase) {
            case REBUILD -> node.begin("reset " + any(node.ask("views"), random));
            case SWITCH -> node.begin("switch");
            case HAND_OVER ->
                node.begin(random.nextBoolean() ? "stop" : "here"); // it may end by itself, and be killed while it ends
            case ONE_BY_ONE, IN_GROUPS, PUBLISHING -> {}
        }
        LockSupport.parkNanos(nanos); // any moment between two visible events
        switch (victim) {
            case NODE -> node.kill();
            case BACKEND -> servers.killBackend(round.database(), random);
            case POSTMASTER -> servers.killPostmaster();
            case BROKER -> servers.killBroker();
        }
        if (victim == Victim.NODE || phase == Phase.HAND_OVER) {
            node.kill();
            round.replace(successor == node ? round.begin(NODE) : successor);
        }
        round.settle();
        round.node(NODE).answers();
    }

    private static Victim victim(Phase phase, Random random) {
        int drawn = random.nextInt(10);
        if (phase == Phase.PUBLISHING) {
            return drawn < 4 ? Victim.NODE : drawn < 8 ? Victim.BROKER : Victim.POSTMASTER;
        }
        return drawn < 6 ? Victim.NODE : drawn < 8 ? Victim.BACKEND : Victim.POSTMASTER;
    }

    private static String any(List<String> these, Random random) {
        return these.get(random.nextInt(these.size()));
    }
}
