package org.geotimeline.projection.actors;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.registry.Name;
import org.geotimeline.act.registry.RegistryAct.ActorRegistered;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Truth;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An actor on each day: the names it bears and the relations that it has, or possibly has, on that day. */
@AutoService(Projection.class)
public final class ActorsProjection implements Projection {

    public static final String NAME = "actors_v2";

    /** The one cell. */
    static final String ACTOR = "actor";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("actors", "true", RowColumns.of(ActorRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return List.of("actor");
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        for (Revision revision : links.states(dossier.id())) {
            switch (revision.act()) {
                case ActorRegistered actor ->
                    links.add(Timeline.of(actor.actor().text()), dossier.id());
                case RelationRecorded relation -> {
                    links.add(Timeline.of(relation.from().text()), dossier.id());
                    links.add(Timeline.of(relation.to().text()), dossier.id());
                }
                default -> {}
            }
        }
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        Optional<ActorRegistered> actor = visible.stream()
                .filter(Revision::stands)
                .map(Revision::act)
                .filter(ActorRegistered.class::isInstance)
                .map(ActorRegistered.class::cast)
                .findFirst();
        if (actor.isEmpty()) {
            return Map.of();
        }
        List<RelationRecorded> relations = visible.stream()
                .filter(Revision::stands)
                .map(Revision::act)
                .filter(RelationRecorded.class::isInstance)
                .map(RelationRecorded.class::cast)
                .toList();
        var days = new TreeMap<LocalDate, JsonNode>();
        for (LocalDate day : boundaries(actor.get(), relations)) {
            days.put(day, ActorRow.SHAPE.stored(row(actor.get(), relations, day)));
        }
        return Map.of(ACTOR, days);
    }

    private static Set<LocalDate> boundaries(ActorRegistered actor, List<RelationRecorded> relations) {
        var days = new TreeSet<LocalDate>();
        days.add(LocalDate.MIN);
        relations.forEach(r -> boundaries(r.valid(), days));
        actor.names().stream().map(Name::valid).filter(Objects::nonNull).forEach(v -> boundaries(v, days));
        return days;
    }

    /** The days on which the answer to "on that day?" may change. */
    private static void boundaries(Edtf valid, Set<LocalDate> days) {
        days.add(valid.lower());
        days.add(valid.beginning().upper());
        dayAfter(valid.ending().lower(), days);
        dayAfter(valid.upper(), days);
    }

    private static void dayAfter(LocalDate day, Set<LocalDate> days) {
        if (!day.equals(Edtf.EVER_AFTER) && !day.equals(Edtf.EVER_BEFORE)) {
            days.add(day.plusDays(1));
        }
    }

    private static ActorRow row(ActorRegistered actor, List<RelationRecorded> relations, LocalDate day) {
        ObjectNode written = ActJson.write(actor);
        var acts = new ArrayList<>(List.of(actor.id().text()));
        var roles = new ArrayList<ActorRow.Role>();
        var related = new ArrayList<ActorRow.Relation>();
        for (RelationRecorded relation : relations) {
            Truth holds = relation.valid().on(day);
            if (holds != Truth.NO) {
                String certainty = holds == Truth.YES ? "CERTAIN" : "POSSIBLE";
                JsonNode title = ActJson.write(relation).get("title");
                related.add(new ActorRow.Relation(
                        relation.to().text(),
                        relation.id().text(),
                        relation.from().text(),
                        title,
                        relation.valid().toString(),
                        relation.relation(),
                        certainty));
                acts.add(relation.id().text());
                if (relation.from().equals(actor.actor()) && ROLES.contains(relation.relation())) {
                    roles.add(role(relation, title, certainty));
                }
            }
        }
        return new ActorRow(
                actor.actor().text(),
                acts,
                actor.kind().toString(),
                written.get("codes"),
                names(actor, written, day),
                roles,
                related);
    }

    private static List<JsonNode> names(ActorRegistered actor, ObjectNode written, LocalDate day) {
        var names = new ArrayList<JsonNode>();
        for (int i = 0; i < actor.names().size(); i++) {
            Edtf valid = actor.names().get(i).valid();
            if (valid == null || valid.on(day) != Truth.NO) {
                names.add(written.get("names").get(i));
            }
        }
        return names;
    }

    private static ActorRow.Role role(RelationRecorded relation, @Nullable JsonNode title, String certainty) {
        return new ActorRow.Role(
                relation.to().text(),
                relation.id().text(),
                relation.relation(),
                relation.valid().toString(),
                title,
                certainty);
    }

    static final List<String> ROLES = List.of("holds-office", "organ-of", "part-of", "controls", "affiliate-of");
}
