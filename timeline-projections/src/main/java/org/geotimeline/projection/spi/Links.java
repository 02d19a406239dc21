package org.geotimeline.projection.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;

/** The dossiers that a projection's timelines are folded from, as far as the ledger was read. */
public interface Links {

    /** Links that act's dossier to the timeline from this event on. Adding it again changes nothing. */
    void add(Timeline timeline, ActId act) throws SQLException;

    /** All timelines that have this value in this key column. */
    Set<Timeline> timelines(String key, String value) throws SQLException;

    /** The acts whose dossiers are linked to the timeline. */
    Set<ActId> acts(Timeline timeline) throws SQLException;

    /** The dossier of an act up to and including the current event; without entries if nothing is on file. */
    Dossier dossier(ActId act);

    /**
     * Every state in which that act was ever known, up to and including the current event, in the order of known times. A state
     * equal to the one before appears once. The acts about the act are not in the states but in the dossier.
     */
    default List<Revision> states(ActId act) {
        return States.of(dossier(act)).all();
    }

    /**
     * The same states, and those that were replaced when something was learned late. In no order; a state may appear
     * twice.
     */
    default List<Revision> everyState(ActId act) {
        return States.of(dossier(act)).ever();
    }

    /** Inserts a row into a side table of the projection, in one statement with many others. */
    void keep(SideTable table, String... row) throws SQLException;

    /** The rows with that value in their first column, of a side table whose rows never change. */
    Set<List<String>> kept(SideTable table, String first) throws SQLException;

    /** The connection of the transaction that carries rows and token, for the projection's own tables. */
    Connection connection() throws SQLException;
}
