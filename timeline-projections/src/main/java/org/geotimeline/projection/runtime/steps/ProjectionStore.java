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

/** Where the links and rows of one projection lie, within one transaction: what was put is read again. */
public interface ProjectionStore {

    /** The timelines that are linked to that act. */
    Set<Timeline> linkedTo(ActId act) throws SQLException;

    /** The acts of that timeline. */
    Set<ActId> acts(Timeline timeline) throws SQLException;

    /** The acts of that timeline, each with the position from which on. */
    Map<ActId, Long> links(Timeline timeline) throws SQLException;

    /** The timelines with that value in that key column. */
    Set<Timeline> timelines(int key, String value) throws SQLException;

    /** All rows of that timeline, each with its cell. */
    void rows(Timeline timeline, BiConsumer<String, Steps.Row> each) throws SQLException;

    /** That timeline has its first act from that position on. */
    void begin(Timeline timeline, long position) throws SQLException;

    /** That act is one of the timeline's from that position on. It was not before. */
    void link(Timeline timeline, ActId act, long position) throws SQLException;

    /** A row of that cell. */
    void append(Timeline timeline, String cell, Steps.Row row) throws SQLException;

    /** That cell has its first row. */
    void opened(Timeline timeline, String cell) throws SQLException;

    /** A row of a table of the projection's own. */
    void keep(SideTable table, List<String> row) throws SQLException;

    /** The rows of a table of the projection's own with that value in their first column. */
    Set<List<String>> kept(SideTable table, String first) throws SQLException;

    /** Called now and then while a long fold goes on, so that nobody takes the transaction for abandoned. */
    default void stillAtWork() throws SQLException {}

    /** For the projection's own tables; what was kept lies there. */
    Connection connection() throws SQLException;
}
