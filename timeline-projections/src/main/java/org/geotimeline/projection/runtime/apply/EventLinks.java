package org.geotimeline.projection.runtime.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.projection.spi.Timeline;

/** The links as a projection sees and adds them while one event is applied. */
record EventLinks(EventScope scope) implements Links {

    @Override
    public void add(Timeline timeline, ActId act) throws SQLException {
        LinkedDossier linked = scope.dossier(act);
        if (linked.timelines().contains(checked(timeline))) {
            return;
        }
        long position = scope.event().position();
        TimelineState state = scope.state(timeline);
        if (state.acts().isEmpty()) {
            scope.store().begin(timeline, position);
        }
        linked.timelines().add(timeline);
        scope.memory().dossiers.put(act, linked);
        scope.store().link(timeline, act, position);
        state.put(linked.cached());
        scope.memory().states.put(timeline, state);
        scope.touch(timeline, linked.cached());
    }

    private Timeline checked(Timeline timeline) {
        return timeline.requireKeys(
                scope.projection().name(), scope.projection().keys());
    }

    @Override
    public Set<Timeline> timelines(String key, String value) throws SQLException {
        List<String> keys = scope.projection().keys();
        int column = keys.indexOf(key);
        if (column < 0) {
            throw new IllegalArgumentException(
                    "%s has no key '%s' but %s".formatted(scope.projection().name(), key, keys));
        }
        return scope.store().timelines(column, value);
    }

    @Override
    public Set<ActId> acts(Timeline timeline) throws SQLException {
        return Set.copyOf(scope.state(checked(timeline)).acts());
    }

    @Override
    public Dossier dossier(ActId act) {
        return known(act).dossier();
    }

    @Override
    public List<Revision> states(ActId act) {
        return known(act).states().all();
    }

    @Override
    public List<Revision> everyState(ActId act) {
        return known(act).states().ever();
    }

    private CachedDossier known(ActId act) {
        try {
            return scope.dossier(act).cached();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what is on file about " + act, e);
        }
    }

    /** Rows in memory are in the table already. */
    @Override
    public void keep(SideTable table, String... row) throws SQLException {
        var values = List.of(row);
        var key = new ApplierMemory.SideKey(table, values.getFirst());
        Set<List<String>> known = scope.memory().sideRows.get(key);
        if (known == null && scope.memory().isNew(key)) {
            known = new LinkedHashSet<>();
        }
        if (known != null && !table.latest()) {
            if (!known.add(values)) {
                return;
            }
            scope.memory().sideRows.put(key, known);
        }
        scope.store().keep(table, values);
    }

    @Override
    public Set<List<String>> kept(SideTable table, String first) throws SQLException {
        var key = new ApplierMemory.SideKey(table, first);
        Set<List<String>> known = scope.memory().sideRows.get(key);
        if (known == null) {
            known = scope.memory().isNew(key)
                    ? new LinkedHashSet<>()
                    : scope.store().kept(table, first);
            scope.memory().sideRows.put(key, known);
        }
        return Set.copyOf(known);
    }

    @Override
    public Connection connection() throws SQLException {
        return scope.store().connection();
    }
}
