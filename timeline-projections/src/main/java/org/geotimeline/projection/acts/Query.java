package org.geotimeline.projection.acts;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.projection.query.Wording;
import org.geotimeline.text.Folding;
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
     * @param texts it is met by any of these, the first is the word as it was given, in its usual spelling
     * @param actors or by an act in which one of these has a part
     * @param others names of others that the word is a part of, and that do not meet it
     */
    record Part(Set<String> texts, Set<String> actors, Set<String> others) {

        /** For the index, which knows words and their beginnings, in no order. */
        String words() {
            return texts.stream().map(SearchedWords::query).collect(joining(" | "));
        }

        Set<String> tags() {
            return actors.stream().map(a -> "actor:" + a).collect(toSet());
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
        for (Set<String> part : Wording.parts(query)) {
            parts.add(part(part, actors));
        }
        return new Query(parts);
    }

    /** @param words the spellings of the word */
    private static Part part(Set<String> words, List<JsonNode> actors) {
        var texts = new LinkedHashSet<>(words);
        var meant = new TreeSet<String>();
        var others = new TreeSet<String>();
        for (JsonNode actor : actors) {
            Set<String> names = names(actor);
            if (words.stream().anyMatch(names::contains)) {
                meant.add(actor.path("actor").asString());
                texts.addAll(names);
            } else if (GROUPS.contains(actor.path("kind").asString(""))) {
                names.stream()
                        .filter(name -> words.stream().anyMatch(word -> (" " + name + " ").contains(" " + word + " ")))
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
            for (String text : Folding.spellings(name.path("text").asString(""))) {
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
