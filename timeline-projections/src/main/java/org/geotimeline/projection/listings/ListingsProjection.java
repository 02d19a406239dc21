package org.geotimeline.projection.listings;

import com.google.auto.service.AutoService;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.listing.ListingAct;
import org.geotimeline.act.sanctions.SanctionsAct.PartyDelisted;
import org.geotimeline.act.sanctions.SanctionsAct.PartyListed;
import org.geotimeline.act.statement.StatementAct.StatementMade;
import org.geotimeline.projection.fold.CellHistory;
import org.geotimeline.projection.fold.CellHistory.AspectValue;
import org.geotimeline.projection.fold.CellHistoryProjection;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.RowColumns;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A timeline is an authority and a subject, a cell a list. Only an act that is effective moves the status; what is announced
 * of a listing that stands moves the process.
 */
@AutoService(Projection.class)
public final class ListingsProjection extends CellHistoryProjection {

    public static final String NAME = "listings_v2";
    static final List<String> KEYS = List.of("authority", "subject");

    /** The cell of an authority that says of no particular list that the subject was never on one. */
    static final String NO_LIST = "-";

    private static final String STATUS = "status";
    private static final String MEASURE = "measure";
    private static final String PROCESS = "process";
    private static final String REFERENCE = "reference";
    private static final String KIND = "kind";

    /** What is only announced gives way to whatever else is said. */
    private static final List<String> STATUSES = List.of("announced", "never", "formerly", "suspended", "currently");

    private static final List<String> PROCESSES =
            List.of("NONE", "STUDIED", "ANNOUNCED", "IN_LEGISLATION", "ENABLED", "BEFORE_COURT");

    private static final Set<Phase> UNDERWAY = Set.of(Phase.ANNOUNCED, Phase.IN_PROCESS);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<SqlView> sheets() {
        return List.of(new SqlView("listed", "true", RowColumns.of(ListingRow.SHAPE)));
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }

    @Override
    protected Map<String, List<String>> words() {
        return Map.of(STATUS, STATUSES, PROCESS, PROCESSES);
    }

    @Override
    protected Set<Timeline> timelines(Revision act) {
        if (cell(act) == null) {
            return Set.of();
        }
        return dyads(act);
    }

    private static @Nullable String cell(Revision act) {
        return switch (act.act()) {
            case ListingAct listing -> listing.list().text();
            case PartyListed party -> party.list() == null ? null : party.list().text();
            case PartyDelisted party ->
                party.list() == null ? null : party.list().text();
            case StatementMade said -> "NEVER_LISTED".equals(said.status()) ? NO_LIST : null;
            default -> null;
        };
    }

    @Override
    protected Map<String, NavigableMap<LocalDate, JsonNode>> tell(Timeline timeline, CellHistory story) {
        for (Revision act : story.standing()) {
            String cell = cell(act);
            if (cell != null && timelines(act).contains(timeline)) {
                Phase phase = act.circumstances().orElseThrow().phase();
                if (phase == Phase.EFFECTIVE) {
                    effective(story, cell, act);
                } else if (UNDERWAY.contains(phase)) {
                    underway(story, cell, act);
                }
            }
        }
        return story.answers(ListingRow.SHAPE, (cell, aspects) -> row(timeline, cell, aspects));
    }

    private static void effective(CellHistory story, String cell, Revision act) {
        switch (act.act()) {
            case ListingAct.ListingImposed listing -> listed(story, cell, act, listing.status());
            case PartyListed party -> {
                listed(story, cell, act, party.status());
                entry(story, cell, act, party.reference(), party.kind());
            }
            case ListingAct.ListingLifted lifted -> story.set(cell, STATUS, act, "formerly");
            case PartyDelisted delisted -> delisted(story, cell, act, delisted);
            case ListingAct.ListingSuspended suspended -> story.set(cell, STATUS, act, "suspended");
            case StatementMade said -> story.set(cell, STATUS, act, "never");
            default -> underway(story, cell, act);
        }
        if (ENDING.contains(act.type().name())) {
            story.set(cell, PROCESS, act, "NONE");
        }
    }

    /** A delisting that names persons does not change the status of the party. */
    private static void delisted(CellHistory story, String cell, Revision act, PartyDelisted delisted) {
        if (delisted.persons().isEmpty()) {
            story.set(cell, STATUS, act, "formerly");
        }
    }

    private static final Set<String> ENDING = Set.of("ListingLifted", "PartyDelisted", "ListingSuspended");

    private static void listed(CellHistory story, String cell, Revision act, @Nullable String measure) {
        story.set(cell, STATUS, act, "currently");
        if (measure != null) {
            story.set(cell, MEASURE, act, measure);
        }
    }

    private static void entry(
            CellHistory story, String cell, Revision act, @Nullable String reference, @Nullable String kind) {
        if (reference != null) {
            story.set(cell, REFERENCE, act, reference);
        }
        if (kind != null) {
            story.set(cell, KIND, act, kind);
        }
    }

    private static void underway(CellHistory story, String cell, Revision act) {
        switch (act.act()) {
            case ListingAct.ListingImposed listing -> story.raise(cell, STATUS, act, "announced", null);
            case PartyListed party -> story.raise(cell, STATUS, act, "announced", null);
            case ListingAct.DelistingStudied studied -> story.set(cell, PROCESS, act, "STUDIED");
            case ListingAct.DelistingAnnounced announced -> story.set(cell, PROCESS, act, "ANNOUNCED");
            case ListingAct.BillIntroduced bill -> story.set(cell, PROCESS, act, "IN_LEGISLATION");
            case ListingAct.BillRead bill -> story.set(cell, PROCESS, act, "IN_LEGISLATION");
            case ListingAct.LawSigned law -> story.set(cell, PROCESS, act, "ENABLED");
            case ListingAct.DelistingRequested request -> story.set(cell, PROCESS, act, "BEFORE_COURT");
            case ListingAct.ListingLifted lifted -> story.set(cell, PROCESS, act, "ANNOUNCED");
            case ListingAct.ListingSuspended suspended -> story.set(cell, PROCESS, act, "ANNOUNCED");
            default -> {} // a statement is made, and not under way
        }
    }

    private static @Nullable ListingRow row(Timeline timeline, String list, CellHistory.Aspects aspects) {
        AspectValue status = aspects.of(STATUS);
        AspectValue process = aspects.of(PROCESS);
        if (status.values().isEmpty() && process.values().isEmpty()) {
            return null;
        }
        AspectValue measure = aspects.of(MEASURE);
        return new ListingRow(
                timeline.value(0),
                timeline.value(1),
                list.equals(NO_LIST) ? null : list,
                status(status),
                stated(aspects, KIND),
                alternatives(aspects, KIND),
                measure.json(),
                measure.alternatives(),
                process.json(),
                process.alternatives(),
                stated(aspects, REFERENCE),
                alternatives(aspects, REFERENCE),
                status.grounds(status.values().isEmpty() ? process : status));
    }

    private static String status(AspectValue status) {
        String value = status.value();
        return value != null ? value : status.certain() ? "no data" : "possibly";
    }

    private static @Nullable JsonNode stated(CellHistory.Aspects aspects, String aspect) {
        return aspects.has(aspect) ? aspects.of(aspect).json() : null;
    }

    private static @Nullable List<String> alternatives(CellHistory.Aspects aspects, String aspect) {
        return aspects.has(aspect) ? aspects.of(aspect).alternatives() : null;
    }
}
