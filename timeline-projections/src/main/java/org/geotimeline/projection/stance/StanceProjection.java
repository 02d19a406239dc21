package org.geotimeline.projection.stance;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.act.registry.RegistryAct.RulebookPublished;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.projection.fold.References;
import org.geotimeline.projection.fold.SeatsKnown;
import org.geotimeline.projection.spi.Folding;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.SqlView.Column;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.projection.stance.StanceTables.Related;
import org.geotimeline.rulebook.Rule;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.rulebook.RulebookReader;
import tools.jackson.databind.JsonNode;

/**
 * Where actors stand toward subjects, under each version of the rulebook that was published.
 *
 * <p>An act is linked to each dyad that a rule may concern at any of its revisions, directly or through a relation. With it
 * go the dossiers that its effect depends on: the relation, what it ends, who denies it, what says how long that held. Each
 * of them may come first. A timeline's rulebook depends on the position alone: it is what was first published as that
 * version, and a correction of it moves nothing; another version does.
 */
@AutoService(Projection.class)
public final class StanceProjection implements Projection {

    public static final String NAME = "stance_v3";
    static final List<String> KEYS = List.of("rulebook", "actor", "subject");

    private final Map<String, Rulebook> rulebooks = new TreeMap<>();
    private final Map<String, Set<Related>> relatedByToward = new TreeMap<>();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(
                new SqlView(
                        "stance",
                        "cell not like '%|%'",
                        List.of(
                                Column.cell("dimension"),
                                Column.text("value"),
                                Column.json("surely"),
                                Column.text("process"),
                                Column.text("certainty"),
                                Column.json("alternatives"),
                                Column.text("since"),
                                Column.json("acts"),
                                Column.text("rule"))),
                new SqlView(
                        "engagement_acts",
                        "cell like '%|%'",
                        List.of(
                                Column.part("dimension", 1),
                                Column.part("act", 2),
                                new Column("in_window", "text", "answer ->> 'in'"),
                                Column.text("format"),
                                Column.text("level"),
                                Column.text("rule"))));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    public String tables() {
        try (InputStream sql = StanceProjection.class.getResourceAsStream(NAME + ".sql")) {
            return References.table(NAME)
                    + new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(Connection connection) throws SQLException {
        rulebooks.clear();
        relatedByToward.clear();
        rulebooks.putAll(StanceTables.rulebooks(connection));
        for (Related related : StanceTables.relations(connection)) {
            remember(related);
        }
    }

    /** A seat may be known later than its round, and counts from then on. */
    @Override
    public List<Instant> furtherKnownTimes(Recorded event) {
        return SeatsKnown.in(event);
    }

    private boolean remember(Related related) {
        return relatedByToward
                .computeIfAbsent(related.toward(), t -> new LinkedHashSet<>())
                .add(related);
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        Rulebook rulebook = rulebooks.get(timeline.value(0));
        if (rulebook == null) {
            return Map.of();
        }
        return StanceFold.fold(rulebook, timeline.value(1), timeline.value(2), visible, knownAt);
    }

    /** A dyad has a timeline only of a rulebook that was published before. */
    @Override
    public Folding folding(Timeline timeline) {
        Rulebook rulebook = rulebooks.get(timeline.value(0));
        return rulebook == null
                ? Projection.super.folding(timeline)
                : new StanceFold(rulebook, timeline.value(1), timeline.value(2));
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        Optional<Recorded> first = dossier.first();
        if (first.isEmpty()) {
            return; // a source spoke before the act is on file
        }
        var linking = new Linking(links);
        if (first.get().act() instanceof RulebookPublished published) {
            linking.published(event, published);
        } else if (first.get().act() instanceof RelationRecorded) {
            linking.related(dossier);
        } else if (first.get().act().about() instanceof Circumstances) {
            linking.acted(dossier);
        }
    }

    /** The links that one event makes. */
    private final class Linking {
        private final Links links;
        private final StanceTables tables;
        private final References references;

        Linking(Links links) {
            this.links = links;
            this.tables = new StanceTables(links);
            this.references = new References(NAME, links);
        }

        void published(Recorded event, RulebookPublished published) throws SQLException {
            String version = published.version();
            if (rulebooks.containsKey(version)) {
                return;
            }
            Rulebook rulebook;
            try {
                rulebook = RulebookReader.read(published.rulebook());
            } catch (FaultyBody faulty) {
                return; // what contradicts itself interprets nothing
            }
            Set<ActId> acts = new LinkedHashSet<>(tables.waiting());
            for (String other : rulebooks.keySet()) {
                for (Timeline timeline : links.timelines("rulebook", other)) {
                    acts.addAll(links.acts(timeline));
                }
            }
            rulebooks.put(version, rulebook);
            StanceTables.publish(links.connection(), version, event, published.rulebook());
            for (ActId act : acts) {
                link(act, List.of(rulebook));
            }
        }

        void related(Dossier dossier) throws SQLException {
            for (Revision revision : links.states(dossier.id())) {
                if (revision.act() instanceof RelationRecorded relation) {
                    for (Rule.Through through : Rule.Through.values()) {
                        if (through.toString().equals(relation.relation())) {
                            related(dossier.id(), relation, through);
                        }
                    }
                }
            }
        }

        private void related(ActId id, RelationRecorded relation, Rule.Through through) throws SQLException {
            String from = relation.from().text();
            String to = relation.to().text();
            var related = new Related(id, through, through.toward(from, to), through.countsFor(from, to));
            if (!remember(related)) {
                return;
            }
            tables.relate(related);
            Set<ActId> acts = new LinkedHashSet<>();
            for (Timeline timeline : links.timelines("subject", related.toward())) {
                acts.addAll(links.acts(timeline));
            }
            for (ActId act : acts) {
                link(act, rulebooks.values());
            }
        }

        void acted(Dossier dossier) throws SQLException {
            for (ActId act : references.noted(dossier)) { // itself among them
                boolean linked = link(act, rulebooks.values());
                if (!linked && act.equals(dossier.id())) {
                    tables.await(act);
                }
            }
        }

        /** False where no rule may concern the act. */
        private boolean link(ActId act, Collection<Rulebook> by) throws SQLException {
            Map<Timeline, Set<ActId>> targets = targets(act, by);
            if (targets.isEmpty()) {
                return false;
            }
            Set<ActId> needs = references.needs(act);
            for (Map.Entry<Timeline, Set<ActId>> target : targets.entrySet()) {
                for (ActId need : needs) {
                    links.add(target.getKey(), need);
                }
                for (ActId relation : target.getValue()) {
                    links.add(target.getKey(), relation);
                }
            }
            return true;
        }

        /** The timelines that an act may concern, each with the relations through which it does. */
        private Map<Timeline, Set<ActId>> targets(ActId act, Collection<Rulebook> by) {
            var targets = new LinkedHashMap<Timeline, Set<ActId>>();
            for (Revision revision : links.states(act)) {
                for (Rulebook rulebook : by) {
                    for (Rule rule : rulebook.rules()) {
                        if (rule.acts().contains(revision.type().name())) {
                            add(targets, rulebook.version(), rule, revision);
                        }
                    }
                }
            }
            return targets;
        }

        /** The phase and what the act holds do not count here: who asks why wants to see what moved nothing. */
        private void add(Map<Timeline, Set<ActId>> targets, String version, Rule rule, Revision revision) {
            List<String> subjects = rule.subject().named(revision.body()).toList();
            rule.actor().named(revision.body()).forEach(actor -> {
                for (String subject : subjects) {
                    // Even toward itself: a relation may come by which it counts for another.
                    targets.computeIfAbsent(Timeline.of(version, actor, subject), t -> new LinkedHashSet<>());
                    for (Related related : relatedByToward.getOrDefault(subject, Set.of())) {
                        if (rule.through().contains(related.through())
                                && !related.countsFor().equals(actor)) {
                            targets.computeIfAbsent(
                                            Timeline.of(version, actor, related.countsFor()),
                                            t -> new LinkedHashSet<>())
                                    .add(related.relation());
                        }
                    }
                }
            });
        }
    }
}
