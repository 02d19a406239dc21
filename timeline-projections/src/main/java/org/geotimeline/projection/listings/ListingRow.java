package org.geotimeline.projection.listings;

import java.util.List;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.CellName;
import org.geotimeline.projection.row.Grounds;
import org.geotimeline.projection.row.Key;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowShape;
import org.geotimeline.projection.row.Sql;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Row(name = "listings", meaning = "Whether an authority has a party on a list on that day.")
record ListingRow(
        @Key @Meaning("The actor whose list it is.") String authority,

        @Key @Meaning("The party that is listed, or was, or never was.")
        String subject,

        @Sql(place = 1)
        @CellName(part = 1)
        @Meaning("The list; null if the authority says of no particular list that the party was never on one.")
        @Nullable
        String list,

        @Sql(place = 2)
        @Meaning(
                value = "How the party stands on the list; \"possibly\" if several are possible.",
                values = {"never", "formerly", "currently", "announced", "suspended", "possibly", "no data"})
        String status,

        @Sql(place = 6)
        @Meaning(value = "The kind of entry, individual or entity; null if several are possible.", type = String.class)
        @Absent("if no act states it")
        @Nullable
        JsonNode kind,

        @Sql(omitted = true) @Meaning("All that kind may be, in order.") @Absent("if it is certain") @Nullable
        List<String> kindAlternatives,

        @Sql(place = 3)
        @Meaning(value = "What the listing imposes; null if no act says, or several are possible.", type = String.class)
        @Absent("if nothing is on file")
        @Nullable
        JsonNode measure,

        @Sql(omitted = true) @Meaning("All that measure may be, in order.") @Absent("if it is certain") @Nullable
        List<String> measureAlternatives,

        @Sql(place = 4)
        @Meaning(
                value =
                        "What is announced or under way; null if no act says anything about it, or several are possible.",
                type = String.class)
        @Absent("if nothing is on file")
        @Nullable
        JsonNode process,

        @Sql(omitted = true) @Meaning("All that process may be, in order.") @Absent("if it is certain") @Nullable
        List<String> processAlternatives,

        @Sql(place = 5)
        @Meaning(value = "The number of the entry on the list; null if several are possible.", type = String.class)
        @Absent("if no act states it")
        @Nullable
        JsonNode reference,

        @Sql(omitted = true) @Meaning("All that reference may be, in order.") @Absent("if it is certain") @Nullable
        List<String> referenceAlternatives,

        @Beside Grounds grounds) {

    static final RowShape<ListingRow> SHAPE = RowShape.of(ListingRow.class);

    /** A row that says that nothing is on file. */
    static ListingRow noData(String authority, String subject, @Nullable String list) {
        var grounds = new Grounds("NO_DATA", List.of(), null, List.of(), null);
        return new ListingRow(
                authority, subject, list, "no data", null, null, null, null, null, null, null, null, grounds);
    }
}
