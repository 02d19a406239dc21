package org.geotimeline.projection.runtime.steps;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;

/** The links and rows of one projection within one transaction, which reads its own writes. */
public interface ProjectionStore {

    /** The timelines that are linked to that act. */
    Set<Timeline> linkedTo(ActId act) throws SQLException;

    /** The acts of that timeline. */
    Set<ActId> acts(Timeline timeline) throws SQLException;

    /** The acts of that timeline, each with the position of its link. */
    Map<ActId, Long> links(Timeline timeline) throws SQLException;

    /** The timelines with that value in that key column. */
    Set<Timeline> timelines(int key, String value) throws SQLException;

    /** All rows of that timeline, each with its cell. */
    void rows(Timeline timeline, BiConsumer<String, Steps.Row> each) throws SQLException;

    /** Stores a timeline that has its first act at that position. */
    void begin(Timeline timeline, long position) throws SQLException;

    /** Stores a new link, which holds from that position on. */
    void link(Timeline timeline, ActId act, long position) throws SQLException;

    /** Adds a row to a cell. */
    void append(Timeline timeline, String cell, Steps.Row row) throws SQLException;

    /** Stores a cell that has its first row. */
    void opened(Timeline timeline, String cell) throws SQLException;

    /** Adds a row to a side table. */
    void keep(SideTable table, List<String> row) throws SQLException;

    /** The rows of a side table with that value in their first column. */
    Set<List<String>> kept(SideTable table, String first) throws SQLException;

    /** Called now and then during a long fold, so that the database does not end the transaction as silent. */
    default void stillAtWork() throws SQLException {}

    /** The connection for the projection's own tables, which have all rows of side tables. */
    Connection connection() throws SQLException;
}
