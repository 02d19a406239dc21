package org.geotimeline.bench.axon4;

import java.util.List;
import java.util.Map;

/** The event, with the fields of the act that it is compared with. */
record StatementMade(
        String type,
        String id,
        String phase,
        String valid,
        String known,
        List<Map<String, String>> actors,
        List<Map<String, String>> subjects,
        String confidence,
        Map<String, String> title,
        Map<String, String> note,
        String kind,
        String place) {

    StatementMade as(String other) {
        return new StatementMade(
                type, other, phase, valid, known, actors, subjects, confidence, title, note, kind, place);
    }
}
