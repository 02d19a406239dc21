package org.geotimeline.projection.acts;

import com.google.auto.service.AutoService;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.projection.query.ActRow;
import org.geotimeline.projection.query.Wording;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;

/**
 * Every act as it is known. An act is a timeline of its own with one cell that says the same on every day: only what is
 * known of it changes.
 */
@AutoService(Projection.class)
public final class ActsProjection implements Projection {

    public static final String NAME = "acts_v4";

    /** The one cell. */
    static final String ACT = "act";

    /** By which tags and words an act is found. */
    private static final SideTable FOUND = SideTable.latest(
            "acts_v4_found",
            List.of("act", "tags", "words"),
            List.of("%s", "string_to_array(%s, E'\\n')", "cast(%s as tsvector)"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView(
                "acts",
                "true",
                RowColumns.of(ActRow.SHAPE).stream()
                        .filter(column -> !column.name().equals("id")) // it is the key
                        .toList()));
    }

    @Override
    public List<String> keys() {
        return List.of("act");
    }

    @Override
    public String tables() {
        return """
            create table projection.acts_v4_found (
                act text collate "C" primary key,
                tags text[] collate "C" not null,
                words tsvector not null
            );
            create index acts_v4_found_by on projection.acts_v4_found using gin (tags, words);
            """;
    }

    /**
     * An act is found under every tag and every word that any state of it has borne, as the ledger stands or stood; whether
     * it bears them where it is asked for, its answer says. An act of knowledge is an act of its own as well.
     */
    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        if (event.act() instanceof KnowledgeAct) {
            show(links.dossier(event.id()), links);
        }
        if (dossier.first().isPresent()) {
            show(dossier, links);
        }
    }

    private static void show(Dossier dossier, Links links) throws SQLException {
        String act = dossier.id().text();
        links.add(Timeline.of(act), dossier.id());
        List<Revision> states = links.everyState(dossier.id());
        links.keep(FOUND, act, String.join("\n", tags(states)), words(states, dossier));
    }

    /** All words that any state of the act has borne. */
    private static String words(List<Revision> states, Dossier dossier) {
        var texts = new LinkedHashSet<String>();
        states.forEach(state -> texts.addAll(Wording.texts(ActRow.of(state).json())));
        dossier.entries().stream()
                .filter(entry ->
                        entry.act() instanceof KnowledgeAct && !entry.id().equals(dossier.id()))
                .forEach(said -> texts.addAll(Wording.texts(ActRow.reported(said))));
        return SearchedWords.index(texts);
    }

    private static Set<String> tags(List<Revision> states) {
        var tags = new TreeSet<String>();
        for (Revision revision : states) {
            tags.addAll(revision.act().tags());
            tags.add("type:" + revision.type().name());
            tags.add("family:" + revision.type().family());
        }
        return tags;
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        return visible.isEmpty()
                ? Map.of()
                : Map.of(
                        ACT,
                        new TreeMap<>(Map.of(
                                LocalDate.MIN, ActRow.of(visible.getFirst()).json())));
    }
}
