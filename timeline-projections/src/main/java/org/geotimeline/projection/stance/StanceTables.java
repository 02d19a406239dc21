package org.geotimeline.projection.stance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.id.ActId;
import org.geotimeline.projection.spi.Links;
import org.geotimeline.projection.spi.SideTable;
import org.geotimeline.rulebook.Rule.Through;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.rulebook.RulebookReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The projection's own tables, within the transaction of its rows. */
final class StanceTables {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final SideTable WAITING = SideTable.rows("stance_v3_waiting", "act_id");

    private final Links links;

    /** An act toward the one counts for the other, by that relation. */
    record Related(ActId relation, Through through, String toward, String countsFor) {}

    StanceTables(Links links) {
        this.links = links;
    }

    static Map<String, Rulebook> rulebooks(Connection connection) throws SQLException {
        var rulebooks = new TreeMap<String, Rulebook>();
        try (PreparedStatement select =
                        connection.prepareStatement("select version, document from projection.stance_v3_rulebook");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                rulebooks.put(rows.getString(1), read(rows.getString(2)));
            }
        }
        return rulebooks;
    }

    static Rulebook read(String document) {
        return RulebookReader.read((ObjectNode) JSON.readTree(document));
    }

    static void publish(Connection connection, String version, Recorded event, ObjectNode document)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
            insert into projection.stance_v3_rulebook (version, act_id, position, document)
            values (?, ?, ?, ?)\
            """)) {
            insert.setString(1, version);
            insert.setString(2, event.id().text());
            insert.setLong(3, event.position());
            insert.setString(4, JSON.writeValueAsString(document));
            insert.executeUpdate();
        }
    }

    static List<Related> relations(Connection connection) throws SQLException {
        var relations = new ArrayList<Related>();
        try (PreparedStatement select = connection.prepareStatement("""
            select act_id, relation, toward, counts_for from projection.stance_v3_relation order by 1, 2, 3, 4\
            """);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String word = rows.getString(2);
                Through through = word.equals(Through.CONTROLS.toString()) ? Through.CONTROLS : Through.PART_OF;
                relations.add(new Related(new ActId(rows.getString(1)), through, rows.getString(3), rows.getString(4)));
            }
        }
        return relations;
    }

    void relate(Related related) throws SQLException {
        try (PreparedStatement insert = links.connection().prepareStatement("""
            insert into projection.stance_v3_relation (act_id, relation, toward, counts_for) values (?, ?, ?, ?)
            on conflict do nothing\
            """)) {
            insert.setString(1, related.relation().text());
            insert.setString(2, related.through().toString());
            insert.setString(3, related.toward());
            insert.setString(4, related.countsFor());
            insert.executeUpdate();
        }
    }

    void await(ActId act) throws SQLException {
        links.keep(WAITING, act.text());
    }

    List<ActId> waiting() throws SQLException {
        var acts = new ArrayList<ActId>();
        try (PreparedStatement select = links.connection()
                        .prepareStatement("select act_id from projection.stance_v3_waiting order by act_id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                acts.add(new ActId(rows.getString(1)));
            }
        }
        return acts;
    }
}
