package org.geotimeline.projection.stance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotimeline.act.Act;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.rulebook.TestRulebooks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A timeline has all dossiers that its fold depends on, whatever came first: folded from what is linked to it, it says what
 * it says when folded from everything on file.
 */
class StanceLinksTest {

    private static final int HISTORIES =
            Integer.getInteger("timeline.test.histories", Boolean.getBoolean("timeline.test.all") ? 150 : 50);

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement make = connection.createStatement()) {
            make.execute("create schema projection; set search_path = projection");
            make.execute(new StanceProjection().tables());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Links in memory, beside the tables of the projection. */
    private static final class MemoryLinks implements Links {
        private final StanceHistory told = new StanceHistory(TestRulebooks.read("1.0"));
        private final Map<Timeline, Set<ActId>> acts = new LinkedHashMap<>();
        private final Connection connection;

        MemoryLinks(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void add(Timeline timeline, ActId act) {
            acts.computeIfAbsent(timeline, t -> new LinkedHashSet<>()).add(act);
        }

        @Override
        public Set<Timeline> timelines(String key, String value) {
            return acts.keySet().stream()
                    .filter(t -> t.value(StanceProjection.KEYS.indexOf(key)).equals(value))
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<ActId> acts(Timeline timeline) {
            return Set.copyOf(acts.getOrDefault(timeline, Set.of()));
        }

        @Override
        public Dossier dossier(ActId act) {
            return told.dossier(act);
        }

        @Override
        public void keep(SideTable table, String... row) throws SQLException {
            String places = String.join(", ", Collections.nCopies(row.length, "?"));
            String sql =
                    "insert into projection.%s values (%s) on conflict do nothing".formatted(table.table(), places);
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                for (int i = 0; i < row.length; i++) {
                    insert.setString(i + 1, row[i]);
                }
                insert.executeUpdate();
            }
        }

        @Override
        public Set<List<String>> kept(SideTable table, String first) throws SQLException {
            String sql = "select * from projection.%s where %s = ?"
                    .formatted(table.table(), table.columns().getFirst());
            var rows = new LinkedHashSet<List<String>>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, first);
                try (ResultSet found = select.executeQuery()) {
                    while (found.next()) {
                        var row = new ArrayList<String>();
                        for (int i = 1; i <= table.columns().size(); i++) {
                            row.add(found.getString(i));
                        }
                        rows.add(row);
                    }
                }
            }
            return rows;
        }

        @Override
        public Connection connection() {
            return connection;
        }
    }

    @Test
    void whatever_came_first_each_timeline_is_folded_from_all_that_matters() throws SQLException {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("StanceLinksTest seed " + seed);
        var random = new Random(seed);
        int answered = 0;
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            for (int h = 0; h < HISTORIES; h++) {
                List<Act> history =
                        new ArrayList<>(StanceHistories.random(new Random(random.nextLong()), 3 + random.nextInt(12)));
                if (random.nextBoolean()) {
                    Collections.shuffle(history, random);
                }
                answered += tried(connection, history, random, "seed %d, history %d".formatted(seed, h));
            }
        }
        assertThat(answered).isGreaterThan(HISTORIES);
    }

    private static int tried(Connection connection, List<Act> history, Random random, String where)
            throws SQLException {
        empty(connection);
        var links = new MemoryLinks(connection);
        var projection = new StanceProjection();
        for (Act act : history) {
            if (random.nextInt(4) == 0) {
                projection = new StanceProjection(); // another node goes on
                projection.open(connection);
            }
            links.told.add(act);
            handOut(
                    projection,
                    links,
                    links.told.events().get(links.told.events().size() - 1));
        }
        int answered = 0;
        for (String version : List.of("1.0.0", "1.1.0")) {
            boolean published =
                    history.stream().anyMatch(a -> a.id().text().equals("rulebook:" + version.substring(0, 3)));
            for (String actor : StanceHistories.ACTORS) {
                for (String subject : StanceHistories.SUBJECTS) {
                    var timeline = Timeline.of(version, actor, subject);
                    for (int day : List.of(3, 9, 30)) {
                        Instant known = Instant.parse("2003-03-%02dT23:59:59.999999Z".formatted(day));
                        var linked = folded(projection, links, timeline, known);
                        Rulebook rulebook = TestRulebooks.read(version.substring(0, 3));
                        var all = StanceFold.fold(rulebook, actor, subject, links.told.visible(known), known);
                        all.values().removeIf(Map::isEmpty);
                        linked.values().removeIf(Map::isEmpty);
                        assertThat(linked)
                                .as("%s, %s known %s: %s", where, timeline, known, history)
                                .isEqualTo(published ? all : Map.of());
                        answered += all.size();
                    }
                }
            }
        }
        return answered;
    }

    private static Map<String, NavigableMap<LocalDate, JsonNode>> folded(
            StanceProjection projection, MemoryLinks links, Timeline timeline, Instant known) {
        List<Revision> visible = links.acts(timeline).stream()
                .flatMap(act -> links.dossier(act).at(known, Long.MAX_VALUE).stream())
                .sorted(Comparator.comparingLong(Revision::position))
                .toList();
        return new LinkedHashMap<>(projection.fold(timeline, visible, known));
    }

    /** As the runtime does: the dossier of the event itself, or those of what it speaks of. */
    private static void handOut(StanceProjection projection, MemoryLinks links, Recorded event) throws SQLException {
        if (event.act() instanceof KnowledgeAct said) {
            for (ActId target : said.targets()) {
                projection.link(event, links.dossier(target), links);
            }
        } else {
            projection.link(event, links.dossier(event.id()), links);
        }
    }

    private static void empty(Connection connection) throws SQLException {
        try (Statement truncate = connection.createStatement()) {
            truncate.execute("truncate projection.stance_v3_rulebook, projection.stance_v3_relation,"
                    + " projection.stance_v3_reference, projection.stance_v3_waiting");
        }
    }
}
