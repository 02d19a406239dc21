package org.geotimeline.api.clocks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.geotimeline.json.Nearest;
import org.geotimeline.projection.query.AllowedWords;
import org.geotimeline.projection.query.BadQuestion;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.query.Vocabulary;
import org.geotimeline.recording.Register;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;

/** Holds every parameter of every question to the {@link AllowedWords} that it can say. */
public final class ParameterWords {

    /** A sentence that lists more words than this says less. */
    private static final int MOST_TOLD = 12;

    private final Register register;
    private final StepTables tables;
    private final ClocksResolver clocks;

    /** So long a look at what is on file is good; what was erased since is told as unknown after it at the latest. */
    private static final Duration GOOD = Duration.ofMinutes(1);

    /** By view and field. */
    private final Map<String, Look> onFile = new ConcurrentHashMap<>();

    /**
     * @param at when it began
     * @param words none where there are more than can be told, or they were not told in time
     */
    private record Look(Instant at, Optional<Set<String>> words) {

        boolean allows(String word) {
            return words.isEmpty() || words.get().contains(word);
        }
    }

    private final Clock clock;

    ParameterWords(Register register, StepTables tables, ClocksResolver clocks, Clock clock) {
        this.register = register;
        this.tables = tables;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** @throws BadQuestion which names the parameter, and the words that would be right or are nearest */
    void check(HttpServletRequest request, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            AllowedWords words = parameter.getParameterAnnotation(AllowedWords.class);
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (words != null && named != null) {
                String name = name(parameter, named);
                String given = request.getParameter(name);
                if (given != null) {
                    check(name, given, words, request, method);
                }
            }
        }
    }

    /** The name of a parameter in the address. */
    static String name(MethodParameter parameter, RequestParam named) {
        return named.name().isEmpty() ? parameter.getParameter().getName() : named.name();
    }

    private void check(
            String name, String given, AllowedWords words, HttpServletRequest request, HandlerMethod method) {
        String kind = words.registered();
        if (!kind.isEmpty() && !register.has(kind, given)) {
            throw new BadQuestion(
                    name, "no %s '%s' is registered".formatted(kind, given), register.nearest(kind, given));
        }
        List<String> fixed = fixed(words);
        String written = given.replace(' ', '+'); // a plus sign in a query stands for a blank
        if (kind.isEmpty() && !fixed.contains(given) && !fixed.contains(written)) {
            if (words.onFile().isEmpty()) {
                throw unknown(name, given, fixed);
            }
            checkOnFile(name, given, fixed, words.onFile(), request, method);
        }
    }

    /** The words that the program itself fixes. */
    public static List<String> fixed(AllowedWords words) {
        return Stream.concat(Stream.of(words.value()), Arrays.stream(words.of()).flatMap(ParameterWords::fixed))
                .toList();
    }

    private static Stream<String> fixed(Class<?> of) {
        return of.isEnum()
                ? Arrays.stream(of.getEnumConstants()).map(Object::toString)
                : ((Vocabulary) BeanUtils.instantiateClass(of)).words().stream();
    }

    /** A word that is on file stays there, so that the file is looked at only for one that was not seen lately. */
    private void checkOnFile(
            String name,
            String given,
            List<String> fixed,
            String field,
            HttpServletRequest request,
            HandlerMethod method) {
        RowsOf of = method.getMethodAnnotation(RowsOf.class);
        if (of == null) {
            throw new IllegalStateException(method + " says with no @RowsOf where its words are on file");
        }
        StepTable steps = tables.of(of.projection());
        String key = steps.name() + " " + field;
        Instant asked = clock.instant();
        Look seen = onFile.get(key);
        if (seen != null && seen.at().plus(GOOD).isAfter(asked) && seen.allows(given)) {
            return;
        }
        clocks.of(new ServletWebRequest(request)).of(of.projection()); // what the question waits for may bring the word
        Look found = look(key, asked, () -> steps.words(field));
        if (!found.allows(given)) {
            throw unknown(
                    name,
                    given,
                    Stream.concat(fixed.stream(), found.words().orElseThrow().stream())
                            .distinct()
                            .toList());
        }
    }

    /** One at a time looks, which may take seconds; who waited takes what was begun after it had asked. */
    private Look look(String key, Instant asked, Supplier<Optional<Set<String>>> words) {
        return onFile.compute(
                key,
                (same, last) ->
                        last != null && !last.at().isBefore(asked) ? last : new Look(clock.instant(), words.get()));
    }

    private static BadQuestion unknown(String name, String given, Collection<String> words) {
        return new BadQuestion(
                name,
                words.size() <= MOST_TOLD
                        ? "'%s' is none of %s".formatted(given, String.join(", ", words))
                        : "'%s' is no %s that is known here".formatted(given, name),
                Nearest.to(given, words));
    }
}
