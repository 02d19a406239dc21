package org.geotimeline.projection.runtime;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.listing.ListingAct;
import org.geotimeline.act.listing.ListingAct.ListingImposed;
import org.geotimeline.act.listing.ListingAct.ListingLifted;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.Window;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A projection for the tests: of each place on a list the status that the latest effective act gives it, how many acts
 * have surely happened, and the place of the last act, which is public from the instant on that its text says.
 */
public class LatestListing implements Projection {

    static final String NO_DATA = "NO_DATA";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Comparator<Begun> BY_START =
            Comparator.comparing(Begun::lo).thenComparingLong(Begun::position);

    private final String name;

    public LatestListing(String name) {
        this.name = name;
    }

    public LatestListing() {
        this("latest_v1");
    }

    /** An act that moves the status on one of the days from lo to hi. */
    record Begun(LocalDate lo, LocalDate hi, long position, String id, String value) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> keys() {
        return List.of("list", "party");
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        for (Instant known : dossier.knownTimes()) {
            var revision = dossier.at(known, Long.MAX_VALUE);
            if (revision.isPresent() && revision.get().act() instanceof ListingAct act) {
                for (var subject : act.about().subjects()) {
                    links.add(Timeline.of(act.list().text(), subject.id().text()), dossier.id());
                }
            }
        }
    }

    @Override
    public List<Instant> furtherKnownTimes(Recorded event) {
        Instant at = placePublic(event, event.act().about() instanceof Circumstances c ? c : null);
        return at == null ? List.of() : List.of(at);
    }

    private static @Nullable Instant placePublic(Recorded first, @Nullable Circumstances about) {
        if (about == null || about.place() == null) {
            return null;
        }
        Instant said = Instant.parse(about.place());
        return said.isBefore(first.recordedAt()) ? said : first.recordedAt();
    }

    /** What counts, by position. */
    static List<Begun> begun(Timeline timeline, List<Revision> visible) {
        var begun = new ArrayList<Begun>();
        for (Revision revision : visible) {
            if (revision.stands()
                    && revision.act() instanceof ListingAct act
                    && act.about().phase() == Phase.EFFECTIVE
                    && act.listings().anyMatch(l -> l.equals(timeline.value(0) + "/" + timeline.value(1)))) {
                String value = switch (act) {
                    case ListingImposed imposed -> imposed.status();
                    case ListingLifted lifted -> "DELISTED";
                    default -> "OTHER";
                };
                Window start = act.about().change().beginning();
                begun.add(new Begun(
                        start.lower(),
                        start.upper(),
                        revision.position(),
                        revision.id().text(),
                        value));
            }
        }
        return begun;
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        List<Begun> begun = begun(timeline, visible);
        var cells = new HashMap<String, NavigableMap<LocalDate, JsonNode>>();
        cells.put("status", status(begun));
        cells.put("count", count(begun));
        cells.put("place", place(timeline, visible, knownAt));
        return cells;
    }

    /** One sweep over the days: who can no longer be the latest is dropped. */
    private static NavigableMap<LocalDate, JsonNode> status(List<Begun> begun) {
        var days = new TreeSet<LocalDate>();
        for (Begun act : begun) {
            for (LocalDate day : List.of(act.lo(), act.hi())) {
                days.add(day);
                if (day.isBefore(LocalDate.MAX)) {
                    days.add(day.plusDays(1));
                }
            }
        }
        List<Begun> byStart = begun.stream().sorted(BY_START).toList();
        List<Begun> byEnd =
                begun.stream().sorted(Comparator.comparing(Begun::hi)).toList();
        var steps = new TreeMap<LocalDate, JsonNode>();
        var candidates = new ArrayList<Begun>();
        Begun latestSure = null;
        int started = 0;
        int sure = 0;
        for (LocalDate day : days) {
            while (started < byStart.size() && !byStart.get(started).lo().isAfter(day)) {
                candidates.add(byStart.get(started++));
            }
            while (sure < byEnd.size() && !byEnd.get(sure).hi().isAfter(day)) {
                Begun next = byEnd.get(sure++);
                latestSure = latestSure == null || BY_START.compare(latestSure, next) < 0 ? next : latestSure;
            }
            Begun bound = latestSure;
            if (bound != null) {
                candidates.removeIf(a -> !reaches(a, a.hi(), bound));
            }
            var values = new TreeSet<String>();
            var acts = new TreeSet<String>();
            for (Begun a : candidates) {
                LocalDate latest = a.hi().isBefore(day) ? a.hi() : day;
                if (bound == null || reaches(a, latest, bound)) {
                    values.add(a.value());
                    acts.add(a.id());
                }
            }
            if (sure == 0) {
                values.add(NO_DATA);
            }
            steps.put(day, answer(values, acts));
        }
        return steps;
    }

    private static boolean reaches(Begun a, LocalDate day, Begun bound) {
        int order = bound.lo().compareTo(day);
        return order < 0 || (order == 0 && bound.position() <= a.position());
    }

    static JsonNode answer(TreeSet<String> values, TreeSet<String> acts) {
        if (acts.isEmpty()) {
            return NODES.nullNode();
        }
        var answer = NODES.objectNode();
        values.forEach(answer.putArray("values")::add);
        acts.forEach(answer.putArray("acts")::add);
        return answer;
    }

    private static NavigableMap<LocalDate, JsonNode> count(List<Begun> begun) {
        var steps = new TreeMap<LocalDate, JsonNode>();
        List<LocalDate> ends = begun.stream().map(Begun::hi).sorted().toList();
        for (int i = 0; i < ends.size(); i++) {
            steps.put(ends.get(i), NODES.numberNode((long) (i + 1)));
        }
        return steps;
    }

    private static NavigableMap<LocalDate, JsonNode> place(Timeline timeline, List<Revision> visible, Instant knownAt) {
        var steps = new TreeMap<LocalDate, JsonNode>();
        for (Revision revision : visible) {
            Instant known =
                    placePublic(revision.recorded(), revision.circumstances().orElse(null));
            boolean told = known != null && !known.isAfter(knownAt);
            if (told && !begun(timeline, List.of(revision)).isEmpty()) {
                steps.put(
                        LocalDate.MIN,
                        NODES.stringNode(String.valueOf(
                                revision.circumstances().orElseThrow().place())));
            }
        }
        return steps;
    }
}
