package org.geotimeline.projection.runtime.steps;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rows of one cell; rows are only ever added. A question (day V, known K, position P) is answered by the greatest row
 * in order of (day, known, position) among those with day ≤ V, known ≤ K and position ≤ P.
 *
 * <p>That stays right for every past question if each event appends, for its known time and every later one at which
 * what is visible changes, in growing order, a row on each day where the answer is now wrong: rows of a later position
 * or known time are not seen by questions of the past, and between two known times nothing changes.
 */
public final class Steps {

    /** The answer from that day on, from that known time on, from that position of the ledger on. */
    public record Row(LocalDate day, Instant known, long position, AnswerSince held) {}

    private static final List<Row> NONE = List.of();

    /** By day; of one day in order of (known, position). */
    private final NavigableMap<LocalDate, List<Row>> byDay = new TreeMap<>();

    private Instant lastKnown = Instant.MIN;
    private int size;

    public int size() {
        return size;
    }

    /** Adds a stored row. Rows may come in any order. */
    public void load(Row row) {
        insert(row);
    }

    private void insert(Row row) {
        List<Row> day = byDay.getOrDefault(row.day(), NONE);
        if (day.isEmpty()) {
            byDay.put(row.day(), List.of(row)); // most days have one row for ever
        } else {
            var more = day instanceof ArrayList<Row> list ? list : new ArrayList<>(day);
            int at = more.size();
            while (at > 0 && after(more.get(at - 1), row)) {
                at--;
            }
            more.add(at, row);
            byDay.put(row.day(), more);
        }
        if (row.known().isAfter(lastKnown)) {
            lastKnown = row.known();
        }
        size++;
    }

    private static boolean after(Row a, Row b) {
        int byKnown = a.known().compareTo(b.known());
        return byKnown > 0 || (byKnown == 0 && a.position() > b.position());
    }

    /** The one probe; all rows on file count, whatever their position. */
    public AnswerSince probe(LocalDate valid, Instant known) {
        for (List<Row> day : byDay.headMap(valid, true).descendingMap().values()) {
            Row row = visible(day, known);
            if (row != null) {
                return row.held();
            }
        }
        return AnswerSince.NOTHING;
    }

    private @Nullable Row visible(List<Row> day, Instant known) {
        Row last = day.get(day.size() - 1);
        if (!last.known().isAfter(known)) {
            return last;
        }
        int low = 0;
        int high = day.size() - 1; // the first row that is not visible lies in [low, high]
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (day.get(middle).known().isAfter(known)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == 0 ? null : day.get(low - 1);
    }

    /**
     * Appends the rows that make the probe at this known time return the answer of the fold, on every day.
     *
     * @param position greater than that of any row on file, or equal to it for a smaller known time
     * @return the rows appended; none if every answer was right
     */
    public List<Row> append(NavigableMap<LocalDate, JsonNode> folded, Instant known, long position) {
        return append(LocalDate.MIN, folded, known, position);
    }

    /**
     * The same for the days from that one on, if the probe is right on all days before it.
     *
     * @param folded the answers of the fold from that day on
     */
    public List<Row> append(LocalDate from, NavigableMap<LocalDate, JsonNode> folded, Instant known, long position) {
        var wrong = new ArrayList<Row>();
        Iterator<Map.Entry<LocalDate, List<Row>>> rows =
                byDay.tailMap(from, true).entrySet().iterator();
        Iterator<Map.Entry<LocalDate, JsonNode>> folds = folded.entrySet().iterator();
        Map.Entry<LocalDate, List<Row>> row = next(rows);
        Map.Entry<LocalDate, JsonNode> fold = next(folds);
        AnswerSince stored = from.equals(LocalDate.MIN) ? AnswerSince.NOTHING : probe(from.minusDays(1), known);
        AnswerSince right = stored;
        while (row != null || fold != null) {
            LocalDate day = earlier(row, fold);
            if (row != null && row.getKey().equals(day)) {
                Row visible = visible(row.getValue(), known);
                stored = visible == null ? stored : visible.held();
                row = next(rows);
            }
            if (fold != null && fold.getKey().equals(day)) {
                right = right.then(day, fold.getValue());
                fold = next(folds);
            }
            if (!stored.same(right)) {
                wrong.add(new Row(day, known, position, right));
                stored = right;
            }
        }
        wrong.forEach(this::insert);
        return Collections.unmodifiableList(wrong);
    }

    private static <E> @Nullable E next(Iterator<E> iterator) {
        return iterator.hasNext() ? iterator.next() : null;
    }

    @SuppressWarnings("NullAway") // one of the two is there
    private static LocalDate earlier(
            Map.@Nullable Entry<LocalDate, List<Row>> row, Map.@Nullable Entry<LocalDate, JsonNode> fold) {
        if (row == null || fold == null) {
            return row == null ? fold.getKey() : row.getKey();
        }
        return row.getKey().isBefore(fold.getKey()) ? row.getKey() : fold.getKey();
    }
}
