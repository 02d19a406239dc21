package org.geotimeline.projection.listings;

import java.util.List;
import org.geotimeline.projection.row.Absent;
import org.geotimeline.projection.row.Beside;
import org.geotimeline.projection.row.Grounds;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Row(name = "members", meaning = "A party that is on a list on that day, or may be.")
record MemberRow(
        @Meaning("The actor whose list it is.") String authority,
        @Meaning("The list.") @Nullable String list,

        @Meaning(
                value = "How the party stands on the list; \"possibly\" if several are possible.",
                values = {"never", "formerly", "currently", "announced", "suspended", "possibly", "no data"})
        String status,

        @Meaning("The kind of entry, individual or entity; null if no act states it, or several are possible.")
        @Nullable
        String kind,

        @Meaning("All that kind may be, in order.") @Absent("if it is certain") @Nullable
        List<String> kindAlternatives,

        @Meaning("What the listing imposes; null if no act says, or several are possible.") @Nullable
        String measure,

        @Meaning("All that measure may be, in order.") @Absent("if it is certain") @Nullable
        List<String> measureAlternatives,

        @Meaning("What is announced or under way; null if no act says anything about it, or several are possible.")
        @Nullable
        String process,

        @Meaning("All that process may be, in order.") @Absent("if it is certain") @Nullable
        List<String> processAlternatives,

        @Meaning("The number of the entry on the list; null if no act states it, or several are possible.") @Nullable
        String reference,

        @Meaning("All that reference may be, in order.") @Absent("if it is certain") @Nullable
        List<String> referenceAlternatives,

        @Beside Grounds grounds,
        @Meaning("The party.") String member) {

    static MemberRow of(ListingRow row) {
        return new MemberRow(
                row.authority(),
                row.list(),
                row.status(),
                text(row.kind()),
                row.kindAlternatives(),
                text(row.measure()),
                row.measureAlternatives(),
                text(row.process()),
                row.processAlternatives(),
                text(row.reference()),
                row.referenceAlternatives(),
                row.grounds(),
                row.subject());
    }

    /** The text of a field that may be null or absent; null for both. */
    static @Nullable String text(@Nullable JsonNode field) {
        return field == null ? null : field.asStringOpt().orElse(null);
    }
}
