package org.geotimeline.projection.acts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How many of the acts that were found have which type, family, actor …: an act that names two actors counts for both. */
final class Facets {

    /** Maximum number of values of one facet, the most frequent ones. */
    private static final int MOST = 50;

    private static final Map<String, Function<JsonNode, Stream<String>>> FACETS = facets();

    private Facets() {}

    private static Map<String, Function<JsonNode, Stream<String>>> facets() {
        var facets = new LinkedHashMap<String, Function<JsonNode, Stream<String>>>();
        for (String field :
                List.of("type", "family", "phase", "place", "confidence", "coder", "dataset", "precision")) {
            facets.put(field, act -> act.path(field).asStringOpt().stream());
        }
        facets.put("actor", act -> ids(act, "actors"));
        facets.put("subject", act -> ids(act, "subjects"));
        facets.put(
                "forum",
                act -> Stream.of(act.path("forum"), act.path("round").path("forum"))
                        .flatMap(f -> f.asStringOpt().stream())
                        .distinct());
        facets.put("list", act -> act.path("list").asStringOpt().stream());
        facets.put("year", act -> act.path("lower").asStringOpt().map(day -> day.substring(0, 4)).stream());
        return facets;
    }

    private static Stream<String> ids(JsonNode act, String field) {
        return act.path(field)
                .valueStream()
                .flatMap(one -> one.path("id").asStringOpt().stream())
                .distinct();
    }

    static Map<String, Map<String, Integer>> of(List<JsonNode> acts) {
        var facets = new LinkedHashMap<String, Map<String, Integer>>();
        FACETS.forEach((name, values) -> {
            var counts = new TreeMap<String, Integer>();
            acts.stream().flatMap(values).forEach(value -> counts.merge(value, 1, Integer::sum));
            var facet = new LinkedHashMap<String, Integer>();
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(MOST)
                    .forEach(count -> facet.put(count.getKey(), count.getValue()));
            facets.put(name, facet);
        });
        return facets;
    }
}
