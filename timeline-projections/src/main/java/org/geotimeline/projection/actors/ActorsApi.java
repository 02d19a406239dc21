package org.geotimeline.projection.actors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.geotimeline.act.registry.RegistryAct;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.ClockSentence;
import org.geotimeline.projection.query.Clocks;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.query.RegisteredNames;
import org.geotimeline.projection.query.ResultPage;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Register;
import org.geotimeline.text.Folding;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code GET /actors} and {@code /actors/{id}}: who there is on a day, by what names, in what relations. */
@RestController
@RequestMapping("/api/v1/actors")
class ActorsApi {

    private final StepTable steps;
    private final RegisteredNames names;

    ActorsApi(StepTables tables, Register register) {
        this.steps = tables.of(ActorsProjection.NAME);
        this.names = new RegisteredNames(register);
    }

    /**
     * The actors on file on one day, with their names, offices and relations.
     *
     * @param q part of a name, of an office or an id, in any spelling
     * @param role only who has that role on that day: {@code holds-office}, {@code organ-of} …
     * @param of only who has a role, or that role, in or for that actor
     */
    @GetMapping(name = "listActors")
    @RowsOf(
            projection = ActorsProjection.NAME,
            timeline = {"id"},
            cell = ActorsProjection.ACTOR)
    Answer<ActorRow> actors(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable @AllowedWords(of = RegistryAct.ActorKind.class) String kind,
            @RequestParam @Nullable @AllowedWords(of = Roles.class) String role,
            @RequestParam @Nullable @AllowedWords(registered = "actor") String of,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String cursor,
            Clocks clocks) {
        AsOf asOf = clocks.of(ActorsProjection.NAME);
        List<ActorRow> found = steps.slice(Map.of(), List.of(), asOf).stream()
                .map(step -> ActorRow.SHAPE.read(step.answer()))
                .filter(named(q))
                .filter(actor -> kind == null || actor.kind().equals(kind))
                .filter(actor -> (role == null && of == null) || hasRole(actor, role, of))
                .toList();
        ResultPage<ActorRow> page =
                ResultPage.of(found, actor -> List.of(actor.id()), limit, cursor, asOf, clocks.question());
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
    @RowsOf(
            projection = ActorsProjection.NAME,
            timeline = {"id"},
            cell = ActorsProjection.ACTOR)
    KnownActor actor(@PathVariable @AllowedWords(registered = "actor") String id, Clocks clocks) {
        AsOf asOf = clocks.of(ActorsProjection.NAME);
        return steps.at(Timeline.of(id), ActorsProjection.ACTOR, asOf)
                .map(step -> new KnownActor(ActorRow.SHAPE.read(step.answer()), asOf))
                .orElseThrow(() -> new NotOnFile(
                        "actor '%s' is not on file under these clocks".formatted(names.onFile("actor", id))));
    }

    private static boolean hasRole(ActorRow actor, @Nullable String role, @Nullable String of) {
        return actor.roles().stream()
                .anyMatch(one -> (role == null || one.role().equals(role))
                        && (of == null || one.of().equals(of)));
    }

    /** What an actor may be to another. */
    static final class Roles implements Vocabulary {
        @Override
        public Collection<String> words() {
            return ActorsProjection.ROLES;
        }
    }

    private static Predicate<ActorRow> named(@Nullable String q) {
        if (q == null) {
            return actor -> true;
        }
        String wanted = Folding.fold(q);
        if (wanted.isEmpty()) {
            throw new BadQuestion("q", "there is no word to look for in '%s'".formatted(q));
        }
        return actor ->
                texts(actor).flatMap(text -> Folding.spellings(text).stream()).anyMatch(text -> text.contains(wanted));
    }

    private static Stream<String> texts(ActorRow actor) {
        Stream<String> names =
                actor.names().stream().map(name -> name.path("text").asString());
        Stream<String> offices = actor.roles().stream()
                .map(ActorRow.Role::office)
                .filter(Objects::nonNull)
                .flatMap(JsonNode::valueStream)
                .map(office -> office.asString(""));
        return Stream.of(Stream.of(actor.id()), names, offices).flatMap(texts -> texts);
    }
}
