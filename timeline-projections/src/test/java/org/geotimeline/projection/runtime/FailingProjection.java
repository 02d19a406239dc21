package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.SqlView;
import org.geotimeline.projection.spi.Timeline;
import tools.jackson.databind.JsonNode;

/** Another projection whose connection is gone, once, in the middle of the event at that position. */
final class FailingProjection implements Projection {

    private final Projection other;
    private final long at;
    private final AtomicBoolean dead = new AtomicBoolean();

    FailingProjection(Projection other, long at) {
        this.other = other;
        this.at = at;
    }

    @Override
    public String name() {
        return other.name();
    }

    @Override
    public List<String> keys() {
        return other.keys();
    }

    @Override
    public String tables() {
        return other.tables();
    }

    @Override
    public List<SqlView> sheets() {
        return other.sheets();
    }

    @Override
    public void open(Connection connection) throws SQLException {
        other.open(connection);
    }

    @Override
    public void link(Recorded event, Dossier dossier, Links links) throws SQLException {
        other.link(event, dossier, links);
        if (event.position() == at && dead.compareAndSet(false, true)) {
            links.connection().abort(Runnable::run);
        }
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Timeline timeline, List<Revision> visible, Instant knownAt) {
        return other.fold(timeline, visible, knownAt);
    }

    @Override
    public List<Instant> furtherKnownTimes(Recorded event) {
        return other.furtherKnownTimes(event);
    }
}
