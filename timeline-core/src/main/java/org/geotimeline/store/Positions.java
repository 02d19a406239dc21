package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The positions of the events that pass a filter. Every step is an index probe for the next position of one key. So the cost depends
 * on the events found and not on the size of the ledger, whatever the planner's statistics are. A plan made for a rare tag
 * would walk through a tag that is on every event.
 */
final class Positions {

    /** Probes for each wanted position before the tags are read whole. */
    private static final int LEAPS = 8;

    private static final int MIN_LEAPS = 512;

    private static final String TYPED = """
            select n.position from unnest(?::text[]) y cross join lateral (
                select t.position from timeline.%s t
                where %s t.type = y and t.position > ? and t.position <= ? order by t.position limit ?) n
            order by n.position limit ?""";

    private static final String OF_TAG = """
            select t.position from timeline.tag t
            where t.tag = ? and t.position > ? and t.position <= ? order by t.position limit ?""";

    private static final String OF_ALL = """
            select t.position from timeline.event t
            where t.position > ? and t.position <= ? order by t.position limit ?""";

    private Positions() {}

    /** A select of the column {@code position} in growing order, with its values; for a filter with one tag at most. */
    record Query(String sql, List<Object> values) {

        static Query of(EventFilter filter, long after, long upTo, int most) {
            String tag = filter.tags().stream().findFirst().orElse("");
            String[] types = filter.types().toArray(String[]::new);
            if (filter.types().isEmpty()) {
                return filter.tags().isEmpty()
                        ? new Query(OF_ALL, List.of(after, upTo, most))
                        : new Query(OF_TAG, List.of(tag, after, upTo, most));
            }
            return filter.tags().isEmpty()
                    ? new Query(TYPED.formatted("event", ""), List.of(types, after, upTo, most, most))
                    : new Query(TYPED.formatted("tag", "t.tag = ? and"), List.of(types, tag, after, upTo, most, most));
        }
    }

    /** The positions in growing order, up to a limit. */
    static List<Long> of(Connection connection, EventFilter filter, long after, long upTo, int most)
            throws SQLException {
        if (after >= upTo || most <= 0) {
            return List.of();
        }
        return filter.tags().size() < 2
                ? select(connection, Query.of(filter, after, upTo, most))
                : ofSeveralTags(connection, filter, after, upTo, most);
    }

    private static List<Long> select(Connection connection, Query query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query.sql())) {
            Rows.bind(select, query.values().toArray());
            var positions = new ArrayList<Long>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.add(row.getLong(1));
                }
            }
            return positions;
        }
    }

    // ------------------------------------------------------------------------------------------------- several tags

    /**
     * Each tag in turn gives its first position at or after the one that the last tag gave. A position that all tags have given is
     * a result. The rarest tag makes the others leap.
     */
    private static final String LEAP = """
            with recursive leap (position, turn, agreed) as (
                select ?::int8, 0, 0
                union all
                select n.position, (l.turn + 1) %% v.many, case when n.position = l.position then l.agreed + 1 else 1 end
                from (select ?::text[] as tags, ?::text[] as types, ?::int8 as up_to, ?::int4 as many) v
                    cross join leap l cross join lateral (%s) n
                where n.position is not null
            )
            select position, agreed from leap limit ?""";

    /** The start position and an agreed position are done: after either, the search goes on one position further. */
    private static final String NEXT = """
            select t.position from timeline.tag t
            where t.tag = v.tags[l.turn + 1] %s and t.position <= v.up_to
                and t.position >= l.position + case when l.agreed in (0, v.many) then 1 else 0 end
            order by t.position limit 1""";

    private static final String NEXT_TYPED =
            "select min(p.position) as position from unnest(v.types) y cross join lateral (%s) p"
                    .formatted(NEXT.formatted("and t.type = y"));

    private static List<Long> ofSeveralTags(Connection connection, EventFilter filter, long after, long upTo, int most)
            throws SQLException {
        int many = filter.tags().size();
        long steps = Math.max(MIN_LEAPS, (long) many * most * LEAPS);
        var found = new ArrayList<Long>();
        long reached = after;
        long taken = 0;
        String sql = LEAP.formatted(filter.types().isEmpty() ? NEXT.formatted("") : NEXT_TYPED);
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            Rows.bind(select, after, tags(filter), types(filter), upTo, many, steps);
            try (ResultSet row = select.executeQuery()) {
                while (found.size() < most && row.next()) {
                    taken++;
                    boolean agreed = row.getInt(2) == many;
                    // a position that one tag has given may still be agreed by all
                    reached = agreed ? row.getLong(1) : Math.max(reached, row.getLong(1) - 1);
                    if (agreed) {
                        found.add(reached);
                    }
                }
            }
        }
        if (found.size() < most && taken == steps) {
            found.addAll(shared(connection, filter, reached, upTo, most - found.size()));
        }
        return found;
    }

    private static String[] tags(EventFilter filter) {
        return filter.tags().toArray(String[]::new);
    }

    private static String[] types(EventFilter filter) {
        return filter.types().toArray(String[]::new);
    }

    /**
     * For tags that are each on many events and seldom on the same event: reads each tag once. The query is an intersection, because
     * the planner may run a join by a walk through one tag for each event of another.
     */
    private static List<Long> shared(Connection connection, EventFilter filter, long after, long upTo, int most)
            throws SQLException {
        var sql = new StringJoiner(" intersect ", "", " order by position limit ?");
        var values = new ArrayList<Object>();
        for (String tag : filter.tags()) {
            String typed = filter.types().isEmpty() ? "" : " and type = any (?)";
            sql.add("select position from timeline.tag where tag = ? and position > ? and position <= ?" + typed);
            values.addAll(List.of(tag, after, upTo));
            if (!filter.types().isEmpty()) {
                values.add(types(filter));
            }
        }
        values.add(most);
        return select(connection, new Query(sql.toString(), values));
    }
}
