package org.geotimeline.projection.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.spi.Projection;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.time.AsOf;
import tools.jackson.databind.JsonNode;

/** Folds a projection as if other revisions were visible, beside the projection that runs. */
public final class Refold {

    private final DataSource source;
    private final List<ServiceLoader.Provider<Projection>> projections =
            ServiceLoader.load(Projection.class).stream().toList();

    public Refold(DataSource source) {
        this.source = source;
    }

    /** @param visible the revisions to fold, in order of positions */
    public Optional<JsonNode> answer(
            String projection, Timeline timeline, String cell, List<Revision> visible, AsOf asOf) {
        Projection fresh = fresh(projection);
        try (Connection connection = source.getConnection()) {
            fresh.open(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the tables of " + projection, e);
        }
        return Optional.ofNullable(fresh.fold(timeline, visible, asOf.knownAt())
                        .getOrDefault(cell, new TreeMap<>())
                        .floorEntry(asOf.validAt()))
                .map(Map.Entry::getValue)
                .filter(answer -> !answer.isNull());
    }

    private Projection fresh(String name) {
        return projections.stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no projection is called " + name));
    }
}
