package org.geotimeline.store.erasure;

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
import org.geotimeline.store.Rows;
import org.geotimeline.store.StoredEvent;
import org.geotimeline.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Whether the erased events among some have an event that reports it, and whether the reported erasures were done. */
public final class Erasures {

    private static final String TAG = "erased:";
    private static final String UUID_TEXT = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final String REPORTED = """
            select t.tag from timeline.tag t join timeline.event e on e.position = t.position
            where t.tag = any (?) and t.tag = any (e.tags) and e.type = '%s'""".formatted(StoredEvent.ERASURE_TYPE);

    private static final String NOT_ERASED =
            "select event_id::text from timeline.event where event_id = any (?) and salt <> ''";

    private final Set<String> reported;
    private final Set<String> notErased;

    private Erasures(Set<String> reported, Set<String> notErased) {
        this.reported = reported;
        this.notErased = notErased;
    }

    public static Erasures among(List<StoredEvent> events, DataSource source) {
        String[] erased = events.stream()
                .filter(StoredEvent::isErased)
                .map(event -> TAG + event.id())
                .toArray(String[]::new);
        UUID[] named = events.stream()
                .filter(StoredEvent::isErasure)
                .flatMap(Erasures::named)
                .filter(id -> id.matches(UUID_TEXT))
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        return new Sql(source, "what was erased cannot be read")
                .with(connection ->
                        new Erasures(texts(connection, REPORTED, erased), texts(connection, NOT_ERASED, named)));
    }

    /** The ids of the events whose erasure this event reports, as its tags name them; they need not be UUIDs. */
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

    /** A sentence on an erased event that is not reported, or on a reported erasure that was not done; null for others. */
    @Nullable
    public String wrong(StoredEvent event) {
        if (event.isErased() && !reported.contains(TAG + event.id())) {
            return "event %s was erased, and no event says so".formatted(event.id());
        }
        return event.isErasure()
                ? named(event)
                        .filter(notErased::contains)
                        .findFirst()
                        .map(
                                "event %s is to be erased, and its payload is still there; ask for the erasure again"
                                        ::formatted)
                        .orElse(null)
                : null;
    }
}
