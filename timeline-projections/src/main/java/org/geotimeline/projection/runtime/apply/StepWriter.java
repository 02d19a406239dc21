package org.geotimeline.projection.runtime.apply;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.runtime.parked.ActNotApplicable;
import org.geotimeline.projection.runtime.steps.ProjectionStore;
import org.geotimeline.projection.runtime.steps.Steps;
import org.geotimeline.projection.spi.Folding;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;

/**
 * Folds one timeline as of one known time, and appends the steps by which its cells then answer.
 *
 * @param known the known time of the fold
 * @param position of the event that is applied
 */
record StepWriter(Timeline timeline, TimelineState state, Instant known, long position, ProjectionStore store) {

    /**
     * @param cause the act that the event is
     * @throws ActNotApplicable if the fold fails
     */
    void fold(ActId cause) throws SQLException {
        store.stillAtWork();
        Optional<Folding.Grown> grown;
        Map<String, NavigableMap<LocalDate, JsonNode>> folded = Map.of();
        try {
            grown = state.grown(known);
            if (grown.isEmpty()) {
                folded = state.folded(known);
            }
        } catch (RuntimeException | StackOverflowError e) {
            if (ActNotApplicable.isFaultOfAct(e)) {
                throw new ActNotApplicable(position, cause, timeline, e);
            }
            throw e;
        }
        if (grown.isPresent()) {
            writeChanged(grown.get());
        } else {
            writeAll(folded);
        }
    }

    private void writeAll(Map<String, NavigableMap<LocalDate, JsonNode>> folded) throws SQLException {
        var names = new TreeSet<>(state.cells().keySet());
        names.addAll(folded.keySet());
        for (String name : names) {
            append(name, LocalDate.MIN, folded.getOrDefault(name, new TreeMap<>()));
        }
    }

    private void writeChanged(Folding.Grown grown) throws SQLException {
        for (Map.Entry<String, Folding.Grown.Tail> cell : new TreeMap<>(grown.cells()).entrySet()) {
            append(cell.getKey(), cell.getValue().from(), cell.getValue().steps());
        }
    }

    private void append(String cell, LocalDate from, NavigableMap<LocalDate, JsonNode> folded) throws SQLException {
        Steps steps = state.cells().getOrDefault(cell, new Steps());
        boolean isFirst = steps.size() == 0;
        List<Steps.Row> rows = steps.append(from, folded, known, position);
        if (!rows.isEmpty()) {
            if (isFirst) {
                state.cells().put(cell, steps);
                store.opened(timeline, cell);
            }
            for (Steps.Row row : rows) {
                store.append(timeline, cell, row);
            }
            state.addRows(rows.size());
        }
    }
}
