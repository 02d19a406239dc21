package org.geotimeline.question;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The acts that a row of an answer names. */
final class RowActs {

    private RowActs() {}

    /**
     * The ids in {@code act} and in the given lists. A row that names no act there is an act itself, named by its
     * {@code id}.
     */
    static Set<String> of(JsonNode row, List<String> lists) {
        var acts = new TreeSet<String>();
        lists.forEach(list -> row.path(list).forEach(act -> act.asStringOpt().ifPresent(acts::add)));
        row.path("act").asStringOpt().ifPresent(acts::add);
        if (acts.isEmpty()) {
            row.path("id").asStringOpt().ifPresent(acts::add);
        }
        return acts;
    }
}
