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
 * A question whose answers are steps over valid time. A projection gathers acts in timelines; a timeline has cells, and each
 * cell has an answer for every day. The engine passes events to the projection one by one in the order of the ledger, in the
 * transaction that carries its rows and its token.
 */
public interface Projection {

    /** The name with the version, {@code stance_v2}: the prefix of the tables, and the name of the token. */
    String name();

    /** The names of the key columns of a timeline, {@code [rulebook, actor, subject]}. */
    List<String> keys();

    /**
     * The SQL that creates the projection's own tables beside those of the engine, in schema {@code projection}. Their names
     * begin with the projection's name. Empty if the projection needs none.
     */
    default String tables() {
        return "";
    }

    /** The SQL views of the projection for analysts; empty if analysts do not ask it. */
    default List<SqlView> sheets() {
        return List.of();
    }

    /** Called before the first event and whenever a runner starts again from the token: read your own tables. */
    default void open(Connection connection) throws SQLException {}

    /**
     * Links the event to its timelines, by adding the dossiers that each timeline is folded from. Every timeline that has the
     * event's dossier is folded again. A link stays for ever.
     *
     * @param dossier everything on file about the act that the event is, or is about; the event is in it. A merge is passed
     *     once for each of its two acts
     */
    void link(Recorded event, Dossier dossier, Links links) throws SQLException;

    /**
     * Folds one timeline: pure, the same for the same arguments.
     *
     * @param visible the revisions of the timeline's acts as visible at one known time and position, by position; those
     *     that do not stand are among them
     * @return for each cell the days on which its answer changes, each with the answer that holds from that day on. Before the
     *     first day, and from a day with JSON null on, there is no answer. {@link LocalDate#MIN} is the day before all
     */
    Map<String, NavigableMap<LocalDate, JsonNode>> fold(Timeline timeline, List<Revision> visible, Instant knownAt);

    /** Folds that timeline while it grows. Its results equal those of {@link #fold}, whatever it keeps in memory. */
    default Folding folding(Timeline timeline) {
        return (visible, knownAt) -> fold(timeline, visible, knownAt);
    }

    /**
     * The known times at which the contribution of this event changes, beside its own known time; the seats of a round may
     * be known later than the round.
     */
    default List<Instant> furtherKnownTimes(Recorded event) {
        return List.of();
    }
}
