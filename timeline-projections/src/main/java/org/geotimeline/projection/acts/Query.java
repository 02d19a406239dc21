package org.geotimeline.projection.acts;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.projection.query.Wording;
import tools.jackson.databind.JsonNode;

/**
 * The words of a search, each with the other names of whom it may mean: Mottaqi finds Muttaqi. A name that is only a part of
 * another one's name does not mean that other one: the Pakistani Taliban are not the Taliban.
 *
 * @param parts all of them must be met
 */
record Query(List<Part> parts) {

    static final Query ANY = new Query(List.of());

    /**
     * @param texts it is met by any of these, the first is the word as it was given
     * @param actors or by an act in which one of these has a part
     * @param others names of others that the word is a part of, and that do not meet it
     */
    record Part(Set<String> texts, Set<String> actors, Set<String> others) {

        /** For the index, which knows words and what they begin with. */
        String words() {
            return texts.stream()
                    .map(text -> "(" + String.join(" <-> ", text.split(" ")) + ":*)")
                    .collect(joining(" | "));
        }

        Set<String> tags() {
            return actors.stream().map(a -> "actor:" + a).collect(java.util.stream.Collectors.toSet());
        }

        private boolean meets(JsonNode act) {
            return named(act) || said(Wording.of(act).text());
        }

        private boolean named(JsonNode act) {
            return List.of("actors", "subjects", "seats").stream()
                    .flatMap(field -> act.path(field).valueStream())
                    .anyMatch(one -> actors.contains(
                            one.path("id").asString(one.path("entity").asString(""))));
        }

        private boolean said(String wording) {
            String left = wording;
            for (String other : others) {
                left = left.replace(" " + other + " ", " | ");
            }
            String rest = left;
            return texts.stream().anyMatch(text -> rest.contains(" " + text));
        }
    }

    /** @param actors the acts by which actors are registered */
    static Query of(String query, List<JsonNode> actors) {
        var parts = new ArrayList<Part>();
        for (String part : Wording.parts(query)) {
            parts.add(part(part, actors));
        }
        return new Query(parts);
    }

    private static Part part(String word, List<JsonNode> actors) {
        var texts = new LinkedHashSet<>(Set.of(word));
        var meant = new TreeSet<String>();
        var others = new TreeSet<String>();
        for (JsonNode actor : actors) {
            Set<String> names = names(actor);
            if (names.contains(word)) {
                meant.add(actor.path("actor").asString());
                texts.addAll(names);
            } else if (GROUPS.contains(actor.path("kind").asString(""))) {
                names.stream()
                        .filter(name -> (" " + name + " ").contains(" " + word + " "))
                        .forEach(others::add);
            }
        }
        others.removeAll(texts);
        return new Part(texts, meant, meant.isEmpty() ? Set.of() : others);
    }

    private static final Set<String> GROUPS = Set.of("movement", "organisation", "organ", "government");

    /** The names of an actor; of a person the last word of each name too. */
    private static Set<String> names(JsonNode actor) {
        var names = new LinkedHashSet<String>();
        boolean person = actor.path("kind").asString("").equals("person");
        for (JsonNode name : actor.path("names")) {
            String text = Wording.of(name.path("text").asString("")).text().strip();
            if (!text.isEmpty()) {
                names.add(text);
                if (person && !name.path("kind").asString("").equals("alias")) {
                    names.add(text.substring(text.lastIndexOf(' ') + 1));
                }
            }
        }
        return names;
    }

    boolean meets(JsonNode act) {
        return parts.stream().allMatch(part -> part.meets(act));
    }
}
