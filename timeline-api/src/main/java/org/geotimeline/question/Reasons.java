package org.geotimeline.question;

import javax.sql.DataSource;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.runtime.Refold;
import org.geotimeline.recording.Dossiers;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds the reasons of any row: the acts on file about its cell, and a fold to try them with. */
@Component
class Reasons {

    private final Dossiers dossiers;
    private final StepTables steps;
    private final Refold refold;

    Reasons(Dossiers dossiers, StepTables steps, DataSource source) {
        this.dossiers = dossiers;
        this.steps = steps;
        this.refold = new Refold(source);
    }

    /**
     * The reasons of the cell that a row of {@code answer} shows.
     *
     * @param position the last position of the ledger that counts
     */
    CellReasons of(WholeAnswer answer, RowsOf rowsOf, JsonNode row, long position) {
        StepTable table = steps.of(rowsOf.projection());
        return new CellReasons(
                refold, table, dossiers, answer.timeline(rowsOf, row), CellName.of(rowsOf.cell(), row), position);
    }
}
