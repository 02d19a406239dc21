package org.geotimeline.imports.snapshot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.imports.format.ActBodies;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.SnapshotFormat;
import org.geotimeline.imports.format.SnapshotFormat.Entry;
import org.geotimeline.imports.format.SnapshotFormat.Place;
import org.geotimeline.imports.snapshot.Listings.Delisting;
import org.geotimeline.imports.snapshot.Listings.Time;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The acts that follow from one snapshot beside those on file. Snapshots come in any order. An older one may show that a
 * listing was known earlier, or that its end lies between other days. Then an act with the earlier knowledge is recorded, and
 * the act on file is merged with it or superseded, so that the listing counts once under every clock.
 *
 * @param day the day that the snapshot describes
 * @param others the days of the snapshots on file
 */
public record Difference(SnapshotFormat format, LocalDate day, NavigableSet<LocalDate> others) {

    private static final String LISTED = "listed";
    private static final String DELISTED = "delisted";
    private static final String NARROWED = "narrowed";

    // ------------------------------------------------------------------------------------------ entries on the list

    /** The listing of an entry that the snapshot shows, or its changes to the listings on file. */
    List<Draft> shown(Entry entry, List<Time> times) {
        Optional<Time> on = times.stream().filter(time -> time.standsOn(day)).findFirst();
        if (on.isPresent()) {
            return stillThere(entry, on.get());
        }
        var drafts = new ArrayList<Draft>();
        drafts.add(new Draft("LISTED_ON", listed(entry)));
        LocalDate next = others.higher(day);
        if (next != null) {
            drafts.add(new Draft(
                    "LISTED_ON",
                    times.stream()
                            .filter(time -> time.standsOn(next))
                            .findFirst()
                            .map(later -> merged(later.listing().text(), id(entry.place(), LISTED), later.known()))
                            .orElseGet(() ->
                                    delisted(entry.place(), entry.party(), id(entry.place(), LISTED), day, next))));
        }
        return drafts;
    }

    private List<Draft> stillThere(Entry entry, Time time) {
        var drafts = new ArrayList<Draft>();
        Delisting delisting = time.delisting();
        if (delisting != null && !delisting.earliest().isAfter(day)) {
            drafts.add(new Draft(
                    "LISTED_ON",
                    corrected(
                            entry.place(),
                            NARROWED,
                            delisting.id().text(),
                            ActBodies.between(day.plusDays(1), delisting.known()),
                            delisting.known())));
        }
        boolean newest = others.higher(day) == null;
        if (newest && entry.listedOn() != null && !entry.listedOn().equals(time.valid())) {
            drafts.add(new Draft(
                    "LISTED_ON",
                    corrected(entry.place(), "dated", time.listing().text(), entry.listedOn(), day)));
        }
        return drafts;
    }

    private ObjectNode listed(Entry entry) {
        String valid = entry.listedOn() == null ? "[..%s]".formatted(day) : entry.listedOn();
        return onList("PartyListed", entry.place(), LISTED, day, entry.party(), valid);
    }

    /** True if only this older snapshot shows the entry, and a newer one on file does not. */
    boolean goneSince(List<Time> times) {
        LocalDate next = others.higher(day);
        return next != null && times.stream().noneMatch(time -> time.standsOn(day) || time.standsOn(next));
    }

    // --------------------------------------------------------------------------------------- entries no longer on the
    // list

    /** The references that snapshots on file show, and neither this one nor a later one does. */
    List<String> gone(Listings listings, Set<String> shown) {
        return listings.byReference().entrySet().stream()
                .filter(e ->
                        !shown.contains(e.getKey()) && lasting(e.getValue()).isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The number of entries that were on the list before, according to the snapshots on file. */
    long before(Listings listings) {
        return listings.byReference().values().stream()
                .filter(times -> times.stream().anyMatch(time -> time.standsOn(day)))
                .count();
    }

    /** The time on the list that this snapshot ends; empty if a newer snapshot still shows the entry. */
    private Optional<Time> lasting(Collection<Time> times) {
        return times.stream()
                .filter(time -> time.known().isBefore(day) && time.standsOn(day))
                .filter(time ->
                        shownUntil(time).map(until -> until.isBefore(day)).orElse(true))
                .findFirst();
    }

    /** The day of the last snapshot on file that shows the entry. */
    private Optional<LocalDate> shownUntil(Time time) {
        Delisting delisting = time.delisting();
        LocalDate last = delisting == null ? others.isEmpty() ? null : others.last() : others.lower(delisting.known());
        return Optional.ofNullable(last).filter(d -> !d.isBefore(time.known()));
    }

    /** The end of the time on the list, between the last snapshot that shows the entry and this one. */
    List<Draft> ended(String list, String reference, List<Time> times) {
        Time time = lasting(times).orElseThrow();
        var place = new Place(list, list, reference, time.kind());
        LocalDate last = latest(time.known(), others.lower(day));
        var drafts = new ArrayList<Draft>();
        drafts.add(new Draft("", delisted(place, time.party(), time.listing().text(), last, day)));
        Delisting later = time.delisting();
        if (later != null) {
            drafts.add(new Draft("", retracted(place, later)));
        }
        return drafts;
    }

    private ObjectNode delisted(Place place, String party, String listing, LocalDate last, LocalDate missing) {
        return onList("PartyDelisted", place, DELISTED, missing, party, ActBodies.between(last.plusDays(1), missing))
                .put("ends", listing);
    }

    private static LocalDate latest(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    // ----------------------------------------------------------------------------------------------------- bodies

    private ObjectNode onList(String type, Place place, String what, LocalDate known, String party, String valid) {
        ObjectNode body = ActBodies.act(type, id(place, what, known))
                .put("phase", "effective")
                .put("valid", valid)
                .put("known", known.toString());
        ActBodies.party(body, "actors", format.authority());
        ActBodies.party(body, "subjects", party);
        return body.put("instrument", format.instrument().toString())
                .put("list", place.list())
                .put("reference", place.reference())
                .put("kind", place.kind().toString())
                .put("confidence", "A")
                .put("coder", format.coder())
                .put("dataset", format.name());
    }

    private ObjectNode merged(String kept, String merged, LocalDate known) {
        return ActBodies.act("ActsMerged", merged + ":same")
                .put("act", kept)
                .put("merged", merged)
                .put("known", known.toString())
                .put("dataset", format.name());
    }

    /** Supersedes the end on file by one that was known earlier, and that can still be narrowed. */
    private ObjectNode retracted(Place place, Delisting later) {
        return ActBodies.act("ActRetracted", id(place, "retracted"))
                .put("act", later.id().text())
                .put("supersededBy", id(place, DELISTED))
                .put("known", later.known().toString())
                .put("dataset", format.name());
    }

    private ObjectNode corrected(Place place, String what, String act, String valid, LocalDate known) {
        ObjectNode body = ActBodies.act("ActCorrected", id(place, what))
                .put("act", act)
                .put("known", known.toString())
                .put("dataset", format.name());
        body.putObject("changes").put("valid", valid);
        return body;
    }

    private String id(Place place, String what) {
        return id(place, what, day);
    }

    private String id(Place place, String what, LocalDate known) {
        return "%s:%s:%s:%s".formatted(format.name(), place.reference(), what, known);
    }
}
