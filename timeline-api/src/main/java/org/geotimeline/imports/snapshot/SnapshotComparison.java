package org.geotimeline.imports.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.SnapshotFormat.Entry;
import org.geotimeline.imports.format.SnapshotFormat.Kind;
import org.geotimeline.store.EventLog;

/**
 * A snapshot beside what is on file of its dataset.
 *
 * @param listings what is on file, by list
 * @param gone the references that this snapshot ends, by list
 */
public record SnapshotComparison(
        SnapshotSurvey survey, Difference difference, Map<String, Listings> listings, Map<String, List<String>> gone) {

    /** Reads the lists of the snapshot, and those on which its dataset has placed an actor before. */
    public static SnapshotComparison of(SnapshotSurvey survey, Difference difference, EventLog log) {
        String dataset = difference.format().name();
        var names = new TreeSet<>(survey.lists().keySet());
        names.addAll(Listings.lists(log, dataset));
        var listings = new TreeMap<String, Listings>();
        var gone = new TreeMap<String, List<String>>();
        for (String list : names) {
            Listings onFile = Listings.of(log, list, dataset);
            listings.put(list, onFile);
            gone.put(list, difference.gone(onFile, survey.shown(list)));
        }
        return new SnapshotComparison(survey, difference, listings, gone);
    }

    public List<OnList> summary() {
        var summary = new ArrayList<OnList>();
        listings.forEach((list, onFile) -> summary.add(summary(list, onFile)));
        return summary;
    }

    private OnList summary(String list, Listings onFile) {
        long goneSince = survey.shown(list).stream()
                .filter(reference -> difference.goneSince(onFile.of(reference)))
                .count();
        long before = difference.before(onFile);
        return new OnList(
                list,
                survey.count(list, Kind.INDIVIDUAL),
                survey.count(list, Kind.ENTITY),
                goneSince == 0 ? before : Math.max(survey.shown(list).size(), before),
                gone.getOrDefault(list, List.of()).size() + goneSince);
    }

    /** The acts that follow from an entry that the snapshot shows. */
    public List<Draft> shown(Entry entry) {
        return difference.shown(
                entry, onFile(entry.place().list()).of(entry.place().reference()));
    }

    /** The acts that follow from an entry that the snapshot does not show. */
    public List<Draft> ended(String list, String reference) {
        return difference.ended(list, reference, onFile(list).of(reference));
    }

    private Listings onFile(String list) {
        return Objects.requireNonNull(listings.get(list), list);
    }
}
