package org.geotimeline.projection.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The rule of the rows against an oracle that folds everything again for every question. */
class StepsRuleTest {

    private static final int HISTORIES = 4_000;
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final Instant MOMENT_ZERO = Instant.parse("2010-01-01T00:00:00Z");

    /** A revision of an act: it lies on one of the days from lo to hi; null where it is retracted. */
    private record Entry(int known, char act, @Nullable Revised revised) {}

    private record Revised(int lo, int hi, String value) {}

    private record Question(int valid, int known, int position) {}

    @Test
    void a_question_under_three_clocks_is_answered_as_the_naive_fold_does_and_never_otherwise() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        int asked = 0;
        for (int h = 0; h < HISTORIES; h++) {
            asked += history(new Random(random.nextLong()), "seed %d, history %d".formatted(seed, h));
        }
        assertThat(asked).isGreaterThan(HISTORIES * 100);
    }

    private static int history(Random random, String where) {
        var history = new ArrayList<Entry>();
        var steps = new Steps();
        var rows = new ArrayList<Steps.Row>();
        var promised = new HashMap<Question, Optional<JsonNode>>();
        int length = 1 + random.nextInt(13);
        for (int position = 1; position <= length; position++) {
            history.add(entry(random));
            append(steps, rows, history);
            for (int i = 0; i < 12; i++) {
                var q = new Question(random.nextInt(19), random.nextInt(12), random.nextInt(position + 1));
                promised.putIfAbsent(q, Optional.ofNullable(probe(rows, q).answer()));
            }
        }
        promised.forEach((q, answer) -> check(where, history, rows, q, answer));
        for (int valid = 0; valid < 18; valid++) {
            for (int known = 0; known < 12; known++) {
                var now = new Question(valid, known, length);
                check(
                        where,
                        history,
                        rows,
                        now,
                        Optional.ofNullable(probe(rows, now).answer()));
                assertThat(steps.probe(day(valid), moment(known)).same(probe(rows, now)))
                        .as(where)
                        .isTrue();
            }
        }
        return promised.size() + 18 * 12;
    }

    private static Entry entry(Random random) {
        int lo = 1 + random.nextInt(12);
        int hi = lo + (random.nextInt(5) == 0 ? 4 : random.nextInt(4) == 0 ? 1 : 0);
        var revised = random.nextInt(5) == 0
                ? null
                : new Revised(lo, hi, List.of("X", "Y", "Z").get(random.nextInt(3)));
        return new Entry(1 + random.nextInt(10), (char) ('a' + random.nextInt(5)), revised);
    }

    private static void append(Steps steps, List<Steps.Row> rows, List<Entry> history) {
        int position = history.size();
        int known = history.get(position - 1).known();
        var times = new TreeSet<Integer>();
        history.forEach(e -> times.add(e.known()));
        for (int k : times.tailSet(known, true)) {
            steps.append(folded(visible(history, k, position)), moment(k), position)
                    .forEach(rows::add);
        }
    }

    private static void check(
            String where, List<Entry> history, List<Steps.Row> rows, Question q, Optional<JsonNode> answer) {
        AnswerSince held = probe(rows, q);
        assertThat(Optional.ofNullable(held.answer())).as("%s, %s", where, q).isEqualTo(answer);
        Map<Character, Revised> visible = visible(history, q.known(), q.position());
        assertThat(held.answer()).as("%s, %s of %s", where, q, history).isEqualTo(fold(visible, q.valid()));
        if (held.answer() != null) {
            int since = q.valid();
            while (since > 0 && held.answer().equals(fold(visible, since - 1))) {
                since--;
            }
            assertThat(held.since()).as("%s, %s of %s", where, q, history).isEqualTo(day(since));
        }
    }

    /** The one probe of the index. */
    private static AnswerSince probe(List<Steps.Row> rows, Question q) {
        return rows.stream()
                .filter(r -> !r.day().isAfter(day(q.valid())))
                .filter(r -> !r.known().isAfter(moment(q.known())))
                .filter(r -> r.position() <= q.position())
                .max(Comparator.comparing(Steps.Row::day)
                        .thenComparing(Steps.Row::known)
                        .thenComparing(Steps.Row::position))
                .map(Steps.Row::held)
                .orElse(AnswerSince.NOTHING);
    }

    /** The current revision of each act: of what is visible, the one known last; of those, the one recorded last. */
    private static Map<Character, Revised> visible(List<Entry> history, int known, int position) {
        var current = new TreeMap<Character, @Nullable Revised>();
        history.subList(0, position).stream()
                .filter(e -> e.known() <= known)
                .sorted(Comparator.comparingInt(Entry::known)) // stable: ties stay in order of position
                .forEach(e -> current.put(e.act(), e.revised()));
        var standing = new TreeMap<Character, Revised>();
        current.forEach((act, revised) -> {
            if (revised != null) {
                standing.put(act, revised);
            }
        });
        return standing;
    }

    /** By definition: every choice of days; what may hold if the latest act wins. */
    private static @Nullable JsonNode fold(Map<Character, Revised> acts, int valid) {
        var values = new TreeSet<String>();
        boolean maybeNothing = true;
        for (var a : acts.entrySet()) {
            Revised r = a.getValue();
            if (r.lo() <= valid && acts.entrySet().stream().allMatch(b -> mayPrecede(b, a, valid))) {
                values.add(r.value());
            }
            maybeNothing &= r.hi() > valid;
        }
        if (maybeNothing) {
            values.add("NO_DATA");
        }
        return values.equals(new TreeSet<>(List.of("NO_DATA"))) ? null : array(values);
    }

    private static boolean mayPrecede(Map.Entry<Character, Revised> b, Map.Entry<Character, Revised> a, int valid) {
        int day = Math.min(a.getValue().hi(), valid);
        Revised other = b.getValue();
        return other.lo() > valid
                || other.hi() > valid
                || other.lo() < day
                || (other.lo() == day && b.getKey() <= a.getKey());
    }

    private static NavigableMap<LocalDate, JsonNode> folded(Map<Character, Revised> acts) {
        var days = new TreeSet<Integer>();
        acts.values().forEach(r -> days.addAll(List.of(r.lo(), r.lo() + 1, r.hi(), r.hi() + 1)));
        var folded = new TreeMap<LocalDate, JsonNode>();
        for (int day : days) {
            JsonNode answer = fold(acts, day);
            folded.put(day(day), answer == null ? JsonNodeFactory.instance.nullNode() : answer);
        }
        return folded;
    }

    private static JsonNode array(Iterable<String> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static LocalDate day(int day) {
        return DAY_ZERO.plusDays(day);
    }

    private static Instant moment(int known) {
        return MOMENT_ZERO.plusSeconds(known);
    }
}
