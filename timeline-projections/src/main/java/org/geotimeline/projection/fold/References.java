package org.geotimeline.projection.fold;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.SideTable;

/**
 * Which act names which, so that either may come first: the effect of an act depends on what it ends, on who denies it, on
 * what says how long that held, and on what was merged into what. Kept in a table of the projection; made again for each
 * event.
 */
public final class References {

    private final SideTable kept;
    private final Links links;
    private final Map<ActId, List<Reference>> referring = new LinkedHashMap<>();
    private final Map<ActId, Set<Reference>> made = new HashMap<>();

    private enum Kind {
        ENDS,
        DENIES,
        HOLDS,
        MERGED
    }

    private record Reference(ActId about, Kind kind, ActId act) {}

    private static final Comparator<Reference> BY_KIND_AND_ACT = Comparator.comparing(
                    (Reference reference) -> reference.kind().name())
            .thenComparing(reference -> reference.act().text());

    /** @param projection its name with its version; the table is made by {@link #table(String)} */
    public References(String projection, Links links) {
        this.kept = SideTable.rows(projection + "_reference", "about", "kind", "act_id");
        this.links = links;
    }

    /** The SQL that makes the table, in schema {@code projection}. */
    public static String table(String projection) {
        return """
            create table projection.%s_reference (
                about  text collate "C" not null,
                kind   text collate "C" not null,
                act_id text collate "C" not null,
                primary key (about, kind, act_id)
            );
            """.formatted(projection);
    }

    /** Keeps what the act says of others, and gives the acts whose effect may depend on it, itself among them. */
    public Set<ActId> noted(Dossier dossier) throws SQLException {
        Set<Reference> own = made(dossier.id());
        for (Reference reference : own) {
            links.keep(
                    kept,
                    reference.about().text(),
                    reference.kind().name(),
                    reference.act().text());
        }
        var open = new ArrayDeque<ActId>(List.of(dossier.id()));
        own.stream().filter(r -> r.kind() != Kind.ENDS).forEach(r -> open.add(r.about()));
        return dependents(open);
    }

    private Set<ActId> dependents(ArrayDeque<ActId> open) throws SQLException {
        Set<ActId> dependents = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            ActId act = open.pop();
            if (dependents.add(act)) {
                for (Reference reference : made(act)) {
                    if (reference.kind() == Kind.MERGED) {
                        open.add(reference.about());
                    }
                }
                for (Reference reference : referring(act)) {
                    if (reference.kind() == Kind.ENDS) {
                        open.add(reference.act());
                    }
                }
            }
        }
        return dependents;
    }

    /** What the effect of an act depends on, itself among it. */
    public Set<ActId> needs(ActId act) throws SQLException {
        var open = new ArrayDeque<ActId>(List.of(act));
        Set<ActId> needs = new LinkedHashSet<>();
        Set<ActId> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            ActId next = open.pop();
            if (seen.add(next)) {
                needs.add(next);
                for (Reference reference : made(next)) {
                    if (reference.kind() == Kind.ENDS || reference.kind() == Kind.MERGED) {
                        open.add(reference.about());
                    }
                }
                for (Reference reference : referring(next)) {
                    switch (reference.kind()) {
                        case MERGED -> open.add(reference.act());
                        case DENIES, HOLDS -> needs.add(reference.act());
                        case ENDS -> {} // what ends it does not change it
                    }
                }
            }
        }
        return needs;
    }

    private List<Reference> referring(ActId about) throws SQLException {
        List<Reference> known = referring.get(about);
        if (known == null) {
            known = read(about);
            referring.put(about, known);
        }
        return known;
    }

    private List<Reference> read(ActId about) throws SQLException {
        return links.kept(kept, about.text()).stream()
                .map(row -> new Reference(about, Kind.valueOf(row.get(1)), new ActId(row.get(2))))
                .sorted(BY_KIND_AND_ACT)
                .toList();
    }

    /** What an act says of others at any of its revisions, as far as a fold depends on it. */
    private Set<Reference> made(ActId act) {
        return made.computeIfAbsent(act, own -> of(own, links.states(own)));
    }

    private static Set<Reference> of(ActId act, List<Revision> states) {
        Set<Reference> references = new LinkedHashSet<>();
        for (Revision revision : states) {
            revision.mergedInto().ifPresent(into -> references.add(new Reference(into, Kind.MERGED, act)));
            revision.circumstances().ifPresent(about -> {
                ActId ends = about.ends();
                if (ends != null) {
                    references.add(new Reference(ends, Kind.ENDS, act));
                }
                about.links().forEach(link -> {
                    switch (link.relation()) {
                        case DENIES -> references.add(new Reference(link.act(), Kind.DENIES, act));
                        case HOLDS -> references.add(new Reference(link.act(), Kind.HOLDS, act));
                        default -> {} // the others change no fold
                    }
                });
            });
        }
        return references;
    }
}
