package org.geotimeline.projection.actors;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.geotimeline.act.registry.RegistryAct;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.ClockSentence;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.query.ResultPage;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTable.Step;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Register;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /actors} and {@code /actors/{id}}: who there is on a day, by what names, in what relations. */
@RestController
@RequestMapping("/api/v1/actors")
class ActorsApi {

    private final StepTable steps;
    private final Register register;

    ActorsApi(StepTables tables, Register register) {
        this.steps = tables.of(ActorsProjection.NAME);
        this.register = register;
    }

    /**
     * The actors on file on one day, with their names, offices and relations.
     *
     * @param q part of a name, of an office or an id, without regard to case and accents
     * @param role only who has that role on that day: {@code holds-office}, {@code organ-of} …
     * @param of only who has a role, or that role, in or for that actor
     */
    @GetMapping(name = "listActors")
    @RowsOf(
            projection = ActorsProjection.NAME,
            timeline = {"id"},
            cell = ActorsProjection.ACTOR)
    Answer<JsonNode> actors(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable @AllowedWords(of = RegistryAct.ActorKind.class) String kind,
            @RequestParam @Nullable @AllowedWords(of = Roles.class) String role,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String of,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            Clocks clocks) {
        AsOf asOf = clocks.of(ActorsProjection.NAME);
        List<JsonNode> found = steps.slice(Map.of(), List.of(), asOf).stream()
                .map(Step::answer)
                .filter(actor -> q == null || matches(actor, folded(q)))
                .filter(actor -> kind == null || actor.path("kind").asString().equals(kind))
                .filter(actor -> (role == null && of == null) || hasRole(actor, role, of))
                .toList();
        ResultPage<JsonNode> page =
                ResultPage.of(found, actor -> List.of(id(actor)), limit, cursor, asOf, clocks.question());
        return new Answer<>(
                asOf,
                null,
                Answer.View.of(steps.name(), asOf.position()),
                "%s, %d such %s on file."
                        .formatted(
                                ClockSentence.asKnown(asOf),
                                found.size(),
                                found.size() == 1 ? "actor is" : "actors are"),
                page.rows(),
                page.complete(),
                page.next());
    }

    /** One actor on one day, with its names, offices and relations. */
    @GetMapping(name = "getActor", path = "/{id}")
    JsonNode actor(@PathVariable String id, Clocks clocks) {
        AsOf asOf = clocks.of(ActorsProjection.NAME);
        ObjectNode actor = steps.at(Timeline.of(id), ActorsProjection.ACTOR, asOf)
                .map(step -> (ObjectNode) step.answer().deepCopy())
                .orElseThrow(() -> new NotOnFile(unknown(id)));
        actor.putObject("asOf")
                .put("validAt", asOf.validAt().toString())
                .put("knownAt", asOf.knownAt().toString())
                .put("position", asOf.position());
        return actor;
    }

    private String unknown(String id) {
        List<String> nearest = register.nearest("actor", id);
        return register.has("actor", id)
                ? "actor '%s' is not on file under these clocks".formatted(id)
                : "no actor '%s' is registered%s"
                        .formatted(
                                id,
                                nearest.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(", ", nearest)));
    }

    private static boolean hasRole(JsonNode actor, @Nullable String role, @Nullable String of) {
        return actor.path("roles")
                .valueStream()
                .anyMatch(one -> (role == null || one.path("role").asString().equals(role))
                        && (of == null || one.path("of").asString().equals(of)));
    }

    /** What an actor may be to another. */
    static final class Roles implements Vocabulary {
        @Override
        public Collection<String> words() {
            return ActorsProjection.ROLES;
        }
    }

    private static String id(JsonNode actor) {
        return actor.path("id").asString();
    }

    private static boolean matches(JsonNode actor, String wanted) {
        if (folded(id(actor)).contains(wanted)) {
            return true;
        }
        for (JsonNode name : actor.path("names")) {
            if (folded(name.path("text").asString()).contains(wanted)) {
                return true;
            }
        }
        return actor.path("roles")
                .valueStream()
                .flatMap(role -> role.path("office").valueStream())
                .anyMatch(office -> folded(office.asString("")).contains(wanted));
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
