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
import org.geotimeline.projection.query.RegisteredNames;
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

/** Checks that the value of a parameter is one of its {@link AllowedWords}. */
public final class ParameterWords {

    /** The number of words that a problem lists. */
    private static final int MAX_LISTED = 12;

    /** The time for which the words on file are cached. A word that has been erased since is refused after it at the latest. */
    private static final Duration CACHED_FOR = Duration.ofMinutes(1);

    private final RegisteredNames names;
    private final StepTables tables;
    private final ClocksResolver clocks;

    private final Clock clock;

    /** By view and field. */
    private final Map<String, WordsOnFile> onFile = new ConcurrentHashMap<>();

    /**
     * The words of a field at one moment.
     *
     * @param readAt the moment at which the reading began
     * @param words empty if there are too many, or if they could not be read in time
     */
    private record WordsOnFile(Instant readAt, Optional<Set<String>> words) {

        boolean allows(String word) {
            return words.isEmpty() || words.get().contains(word);
        }
    }

    ParameterWords(Register register, StepTables tables, ClocksResolver clocks, Clock clock) {
        this.names = new RegisteredNames(register);
        this.tables = tables;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** @throws BadQuestion which names the parameter, and the expected words or the nearest of them */
    void check(HttpServletRequest request, HandlerMethod method) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            AllowedWords words = parameter.getParameterAnnotation(AllowedWords.class);
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (words != null && named != null) {
                String name = name(parameter, named);
                String given = request.getParameter(name);
                if (given != null && !words.registered().isEmpty()) {
                    values(given, parameter).forEach(value -> names.check(name, words.registered(), value));
                } else if (given != null) {
                    check(name, given, words, request, method);
                }
            }
        }
    }

    /** The values of a parameter: a list has commas between its values. */
    public static List<String> values(String given, MethodParameter parameter) {
        return parameter.getParameterType() == List.class
                ? Stream.of(given.split(",")).map(String::strip).toList()
                : List.of(given);
    }

    /** The name of a parameter in the address. */
    public static String name(MethodParameter parameter, RequestParam named) {
        return named.name().isEmpty() ? parameter.getParameter().getName() : named.name();
    }

    private void check(
            String name, String given, AllowedWords words, HttpServletRequest request, HandlerMethod method) {
        List<String> fixed = fixed(words);
        String written = given.replace(' ', '+'); // a plus sign in a query stands for a blank
        if (!fixed.contains(given) && !fixed.contains(written)) {
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

    /** A word that is on file stays there, so that words are read again only if one is not among those that are cached. */
    private void checkOnFile(
            String name,
            String given,
            List<String> fixed,
            String field,
            HttpServletRequest request,
            HandlerMethod method) {
        RowsOf of = method.getMethodAnnotation(RowsOf.class);
        if (of == null) {
            throw new IllegalStateException(method + " needs @RowsOf to know where its words are on file");
        }
        StepTable steps = tables.of(of.projection());
        String key = steps.name() + " " + field;
        Instant asked = clock.instant();
        WordsOnFile cached = onFile.get(key);
        if (cached != null && cached.readAt().plus(CACHED_FOR).isAfter(asked) && cached.allows(given)) {
            return;
        }
        clocks.of(new ServletWebRequest(request)).of(of.projection()); // what the question waits for may bring the word
        WordsOnFile found = read(key, asked, () -> steps.words(field));
        if (!found.allows(given)) {
            throw unknown(
                    name,
                    given,
                    Stream.concat(fixed.stream(), found.words().orElseThrow().stream())
                            .distinct()
                            .toList());
        }
    }

    /** One request at a time reads, which may take seconds. A request that waited takes words that were read after it asked. */
    private WordsOnFile read(String key, Instant asked, Supplier<Optional<Set<String>>> words) {
        return onFile.compute(
                key,
                (same, last) -> last != null && !last.readAt().isBefore(asked)
                        ? last
                        : new WordsOnFile(clock.instant(), words.get()));
    }

    private static BadQuestion unknown(String name, String given, Collection<String> words) {
        return new BadQuestion(
                name,
                words.size() <= MAX_LISTED
                        ? "'%s' is none of %s".formatted(given, String.join(", ", words))
                        : "'%s' is no %s that is known here".formatted(given, name),
                Nearest.to(given, words));
    }
}
