package org.geotimeline.projection.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The steps of one projection, for reading. */
public interface StepTable {

    /** Stands for the name of a cell in {@link #words}. */
    String CELL = "cell";

    /** The name of the projection with its version. */
    String name();

    /** One cell of one timeline on one day: one probe of the index. Empty where there is no answer. */
    Optional<Step> at(Timeline timeline, String cell, AsOf asOf);

    /**
     * All cells that have an answer on that day, of all timelines with these key values, in order of key columns, then
     * cell.
     *
     * @param keys values by key column; a column left out means any
     */
    List<Step> slice(Map<String, String> keys, Cells cells, AsOf asOf);

    /** The same by the names of the cells; none means all. */
    default List<Step> slice(Map<String, String> keys, Collection<String> cells, AsOf asOf) {
        return slice(keys, cells.isEmpty() ? Cells.ALL : Cells.named(cells), asOf);
    }

    /**
     * The answers of those cells over all of valid time, in order of key columns, cell, then days; stretches without an
     * answer are left out.
     */
    List<Interval> over(Map<String, String> keys, Cells cells, Instant knownAt, long position);

    /** The answers of one cell over all of valid time, in order of days. */
    List<Interval> intervals(Timeline timeline, String cell, Instant knownAt, long position);

    /**
     * What those cells answered about one day, over all of known time, in order of key columns, cell, then known time; stretches
     * without an answer are left out.
     */
    List<Learned> learned(Map<String, String> keys, Cells cells, LocalDate validAt, long position);

    /** The acts whose dossiers a timeline is folded from, as the ledger stood at that position. */
    Set<ActId> acts(Timeline timeline, long position);

    /**
     * The words that have ever stood in a key column, in a field of the answers with its alternatives, or as the name of a
     * cell; empty where there are too many to be told, or to be found in time.
     */
    Optional<Set<String>> words(String field);

    /**
     * Which cells are asked for.
     *
     * @param names these; empty means any
     * @param prefix those whose names begin so
     */
    record Cells(Set<String> names, String prefix) {
        public static final Cells ALL = new Cells(Set.of(), "");

        public Cells {
            names = Set.copyOf(names);
        }

        public static Cells named(Collection<String> names) {
            return new Cells(Set.copyOf(names), "");
        }

        public static Cells under(String prefix) {
            return new Cells(Set.of(), prefix);
        }

        public boolean has(String cell) {
            return (names.isEmpty() || names.contains(cell)) && cell.startsWith(prefix);
        }
    }

    /** @param from the day from which the answer holds; {@link LocalDate#MIN} for ever before */
    record Step(Timeline timeline, String cell, LocalDate from, JsonNode answer) {}

    /**
     * @param from the first day; null for ever before
     * @param to the last day; null while it holds
     */
    record Interval(
            Timeline timeline,
            String cell,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            JsonNode answer) {}

    /**
     * @param from from when on it was known so
     * @param to from when on it was known otherwise; null while it is known so
     */
    record Learned(
            Timeline timeline,
            String cell,
            Instant from,
            @Nullable Instant to,
            JsonNode answer) {}
}
