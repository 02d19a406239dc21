package org.geotimeline.imports.snapshot;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.geotimeline.imports.format.Row;
import org.geotimeline.imports.format.Rows;
import org.geotimeline.imports.format.SnapshotFormat;
import org.geotimeline.imports.format.SnapshotFormat.Kind;
import org.geotimeline.imports.format.SnapshotFormat.Place;
import org.geotimeline.imports.format.Unreadable;

/** What the first reading of a snapshot finds: its day, and the entries of each list. */
public final class SnapshotSurvey {

    private final LocalDate day;
    private final Map<String, Set<String>> shown = new TreeMap<>();
    private final Map<String, Place> lists = new TreeMap<>();
    private final Map<String, Map<Kind, Long>> kinds = new TreeMap<>();
    private long unplaced;

    private SnapshotSurvey(LocalDate day) {
        this.day = day;
    }

    /** Reads all rows and counts them. */
    public static SnapshotSurvey of(Rows rows, SnapshotFormat format, LongAdder records) throws IOException {
        var survey = new SnapshotSurvey(format.day(rows));
        for (Row row = rows.next(); row != null; row = rows.next()) {
            records.increment();
            try {
                survey.add(format.place(row));
            } catch (Unreadable nameless) {
                survey.unplaced++;
            }
        }
        return survey;
    }

    private void add(Place place) {
        lists.putIfAbsent(place.list(), place);
        if (shown.computeIfAbsent(place.list(), none -> new HashSet<>()).add(place.reference())) {
            kinds.computeIfAbsent(place.list(), none -> new EnumMap<>(Kind.class))
                    .merge(place.kind(), 1L, Long::sum);
        }
    }

    public LocalDate day() {
        return day;
    }

    public boolean isEmpty() {
        return shown.isEmpty();
    }

    /** The number of entries whose list or reference cannot be read. */
    public long unplaced() {
        return unplaced;
    }

    /** The lists of the snapshot, each with the place of one of its entries. */
    public Map<String, Place> lists() {
        return lists;
    }

    /** The references that the snapshot shows on a list. */
    Set<String> shown(String list) {
        return shown.getOrDefault(list, Set.of());
    }

    /** The number of different entries of one kind on a list. */
    long count(String list, Kind kind) {
        return kinds.getOrDefault(list, Map.of()).getOrDefault(kind, 0L);
    }
}
