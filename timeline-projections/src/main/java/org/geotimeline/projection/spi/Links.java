package org.geotimeline.projection.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;

/** Which dossiers a projection's timelines are folded from, as far as the ledger was read. */
public interface Links {

    /** From now on that act's dossier is one of the timeline's. Adding it again changes nothing. */
    void add(Timeline timeline, ActId act) throws SQLException;

    /** All timelines that have this value in this key column. */
    Set<Timeline> timelines(String key, String value) throws SQLException;

    /** The acts whose dossiers are the timeline's. */
    Set<ActId> acts(Timeline timeline) throws SQLException;

    /** What is on file of an act, up to and including the event at hand; without entries where nothing is. */
    Dossier dossier(ActId act);

    /**
     * Every state in which that act was ever known, up to and including the event at hand, in the order of known times; one that is
     * as the one before is told once. Without the acts about it: they are in the dossier.
     */
    default List<Revision> states(ActId act) {
        return States.of(dossier(act)).all();
    }

    /**
     * The same, with those that were known as the ledger stood before something came that was learned late. In no
     * order; one may be there twice.
     */
    default List<Revision> everyState(ActId act) {
        return States.of(dossier(act)).ever();
    }

    /** Puts a row into a table of the projection's own, with many others at once. */
    void keep(SideTable table, String... row) throws SQLException;

    /** The rows with that value in their first column, of a table whose rows are what they are for ever. */
    Set<List<String>> kept(SideTable table, String first) throws SQLException;

    /** The connection of the transaction that carries rows and token, for the projection's own tables. */
    Connection connection() throws SQLException;
}
