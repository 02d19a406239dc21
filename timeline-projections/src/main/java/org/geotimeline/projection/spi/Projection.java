package org.geotimeline.projection.spi;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import tools.jackson.databind.JsonNode;

/**
 * A question whose answers are steps over valid time. Its acts are gathered in timelines; a timeline has cells, and each
 * cell has an answer for every day. The runtime hands it events one by one in the order of the ledger, within one
 * transaction with its rows and its token.
 */
public interface Projection {

    /** Its name with its version, {@code stance_v2}: the prefix of its tables, and the name of its token. */
    String name();

    /** The names of the key columns of a timeline, {@code [rulebook, actor, subject]}. */
    List<String> keys();

    /**
     * The SQL that makes its own tables beside those of the runtime, in schema {@code projection}; they carry its name as
     * prefix. Empty where it needs none.
     */
    default String tables() {
        return "";
    }

    /** What analysts see of it in SQL; nothing where it is not asked in SQL. */
    default List<SqlView> sheets() {
        return List.of();
    }

    /** Called before the first event and whenever the runtime starts again from its token: read your own tables. */
    default void open(Connection connection) throws SQLException {}

    /**
     * Says which timelines the event concerns, by adding the dossiers they are to be folded from. Every timeline that has
     * the event's dossier is folded again; what was linked stays linked.
     *
     * @param dossier everything on file about the act that the event is, or speaks of; the event is in it. A merge is
     *     handed out once for each of its two acts
     */
    void link(Recorded event, Dossier dossier, Links links) throws SQLException;

    /**
     * Folds one timeline: pure, the same for the same arguments.
     *
     * @param visible the revisions of the timeline's acts as visible at one known time and position, by position; those
     *     that do not stand are among them
     * @return for each cell the days on which its answer changes, each with the answer that holds from that day on;
     *     before the first, and where the answer is JSON null, there is none. {@link LocalDate#MIN} is the day before all
     */
    Map<String, NavigableMap<LocalDate, JsonNode>> fold(Timeline timeline, List<Revision> visible, Instant knownAt);

    /** Folds that timeline while it grows; whatever it keeps, it says what {@link #fold} says. */
    default Folding folding(Timeline timeline) {
        return (visible, knownAt) -> fold(timeline, visible, knownAt);
    }

    /**
     * The known times at which what this event contributes changes, beside its own; a round's seats may be known later
     * than the round.
     */
    default List<Instant> furtherKnownTimes(Recorded event) {
        return List.of();
    }
}
