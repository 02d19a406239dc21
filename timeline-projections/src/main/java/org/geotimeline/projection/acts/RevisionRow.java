package org.geotimeline.projection.acts;

import org.geotimeline.act.Recorded;
import org.geotimeline.projection.row.Meaning;
import org.geotimeline.projection.row.Row;
import tools.jackson.databind.JsonNode;

@Row(
        name = "revisions",
        meaning = "One event that was recorded of an act: the act itself, or an act of knowledge about it.")
record RevisionRow(
        @Meaning("The number of the event among those of the act, from 1.")
        int n,

        @Meaning("The id of the recorded act.") String id,
        @Meaning("Its type.") String type,
        @Meaning("The position of the event in the ledger.") long position,

        @Meaning(value = "When the event was appended.", format = "date-time")
        String recordedAt,

        @Meaning(value = "From when on questions see it.", format = "date-time")
        String knownAt,

        @Meaning("The recorded act as JSON, as its own schema describes it.")
        JsonNode body) {

    static RevisionRow of(int n, Recorded recorded) {
        return new RevisionRow(
                n,
                recorded.id().text(),
                recorded.type().name(),
                recorded.position(),
                recorded.recordedAt().toString(),
                recorded.known().toString(),
                recorded.body());
    }
}
