package org.geotimeline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** What the ledger says of the erasure of some events, and what became of those whose erasure they tell. */
public final class Erasures {

    public static final String ERASURE = "timeline.knowledge.PayloadErased";
    private static final String TAG = "erased:";
    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final String TOLD = """
            select t.tag from timeline.tag t join timeline.event e on e.position = t.position
            where t.tag = any (?) and t.tag = any (e.tags) and e.type = '%s'""".formatted(ERASURE);

    private static final String LEFT =
            "select event_id::text from timeline.event where event_id = any (?) and salt <> ''";

    private final Set<String> told;
    private final Set<String> left;

    private Erasures(Set<String> told, Set<String> left) {
        this.told = told;
        this.left = left;
    }

    public static Erasures among(List<StoredEvent> events, DataSource source) {
        String[] erased = events.stream()
                .filter(StoredEvent::isErased)
                .map(event -> TAG + event.id())
                .toArray(String[]::new);
        UUID[] named = events.stream()
                .filter(event -> event.type().equals(ERASURE))
                .flatMap(Erasures::named)
                .filter(id -> id.matches(UUID_TEXT))
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        return new Sql(source, "what was erased cannot be read")
                .with(connection -> new Erasures(texts(connection, TOLD, erased), texts(connection, LEFT, named)));
    }

    /** The event that an erasure speaks of; whatever else it may be that was written over it. */
    public static Stream<String> named(StoredEvent erasure) {
        return erasure.tags().stream().filter(tag -> tag.startsWith(TAG)).map(tag -> tag.substring(TAG.length()));
    }

    private static Set<String> texts(Connection connection, String sql, Object[] values) throws SQLException {
        var texts = new HashSet<String>();
        if (values.length > 0) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                Rows.bind(select, (Object) values);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        texts.add(row.getString(1));
                    }
                }
            }
        }
        return texts;
    }

    /** What is wrong with an erased event, or with one that tells of an erasure; null where nothing is. */
    @Nullable
    public String wrong(StoredEvent event) {
        if (event.isErased() && !told.contains(TAG + event.id())) {
            return "event %s was erased, and no event says so".formatted(event.id());
        }
        return event.type().equals(ERASURE)
                ? named(event)
                        .filter(left::contains)
                        .findFirst()
                        .map(
                                "event %s is to be erased, and its payload is still there; ask for the erasure again"
                                        ::formatted)
                        .orElse(null)
                : null;
    }
}
