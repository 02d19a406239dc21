package org.geotimeline.projection.stance;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.projection.fold.Days;
import org.geotimeline.projection.fold.Move;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rule;
import org.geotimeline.rulebook.Rulebook;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a stance is what it is.
 *
 * @param processAlternatives the process flags that are possible, where more than one is
 * @param because the acts that made the value, and those that made the process flag
 * @param relations by which acts toward others count for the subject
 * @param superseded acts that moved the dimension before, and do no more
 * @param movedNothing acts of which a rule speaks and that moved nothing: claims, retracted acts, acts without a level
 * @param derived the rule by which the value follows from others, as written; null where it is no such value
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Explanation(
        String actor,
        String subject,
        String dimension,
        @Nullable Object value,
        String certainty,
        List<Object> alternatives,
        @Nullable String process,
        List<String> processAlternatives,
        @Nullable String since,
        List<String> acts,
        @Nullable String rule,
        List<Reason> because,
        List<JsonNode> relations,
        List<Reason> superseded,
        List<Reason> movedNothing,
        @Nullable JsonNode derived) {

    /**
     * One act.
     *
     * @param id of the act
     * @param act its revision at the clocks
     * @param position where it stands in the ledger
     * @param known from when on it was known
     * @param standing {@code stands}, {@code retracted}, {@code merged} or {@code split}
     * @param marks {@code disputed}, {@code approximate}, {@code uncertain}, {@code unanchored}, {@code contradictory}
     * @param reports the acts about it, as visible at the clocks
     * @param dimension which dimension it concerns: that asked about, its flag, or one from which the value follows
     * @param rule the rule of the rulebook, as written; null where none speaks of it
     * @param sentence what the act does, in words
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Reason(
            String id,
            JsonNode act,
            long position,
            Instant known,
            String standing,
            Set<String> marks,
            List<JsonNode> reports,
            String dimension,
            @Nullable JsonNode rule,
            String sentence) {}

    /** Puts one together. */
    static final class Writer {
        private final Rulebook rulebook;
        private final String actor;
        private final String subject;
        private final AsOf asOf;
        private final Map<String, Revision> revisions = new LinkedHashMap<>();
        private final Effects effects;
        private final Map<String, List<Move>> moves;
        private final Map<String, Set<StanceCells.Possible>> on;

        Writer(Rulebook rulebook, String actor, String subject, Collection<Dossier> dossiers, AsOf asOf) {
            this.rulebook = rulebook;
            this.actor = actor;
            this.subject = subject;
            this.asOf = asOf;
            List<Revision> visible = dossiers.stream()
                    .flatMap(d -> d.at(asOf.knownAt(), asOf.position()).stream())
                    .sorted(Comparator.comparingLong(Revision::position))
                    .toList();
            visible.forEach(r -> revisions.put(r.id().text(), r));
            this.effects = new Effects(rulebook, actor, subject, visible, asOf.knownAt());
            this.moves = effects.byTrack();
            this.on = new StanceCells(rulebook, effects).on(Days.of(asOf.validAt()));
        }

        Explanation explain(Stance row) {
            Set<String> read = read(row.dimension());
            Set<Move.Cause> causes = on.entrySet().stream()
                    .filter(e -> read.contains(Effects.dimension(e.getKey())))
                    .flatMap(e -> e.getValue().stream())
                    .flatMap(p -> p.causes().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            List<Reason> because = reasons((track, m) -> causes(causes, m));
            because.addAll(counted(row));
            Set<String> made = because.stream().map(Reason::id).collect(Collectors.toSet());
            Optional<String> flag = flag(row.dimension());
            List<Reason> superseded = reasons((track, m) -> {
                boolean own = read.contains(Effects.dimension(track));
                boolean first = !flag.equals(Optional.of(track))
                        || !made.contains(m.cause().act().text());
                return own && first && m.lo() <= Days.of(asOf.validAt()) && !causes(causes, m);
            });
            return new Explanation(
                    row.actor(),
                    row.subject(),
                    row.dimension(),
                    row.value(),
                    row.certainty(),
                    row.alternatives(),
                    row.process(),
                    flag.stream().flatMap(f -> processes(f).stream()).toList(),
                    row.since(),
                    row.acts(),
                    row.rule(),
                    because,
                    relations(causes),
                    superseded,
                    movedNothing(read),
                    derived(row.rule()));
        }

        /** The dimensions that an answer is read from: itself and its flag; of the profile all that its rows name. */
        private Set<String> read(String name) {
            var read = new TreeSet<String>();
            if (name.equals(Rulebook.PROFILE)) {
                rulebook.profile().rows().forEach(row -> row.all().forEach(c -> read.add(c.dimension())));
            } else {
                read.add(name);
                flag(name).ifPresent(read::add);
            }
            return read;
        }

        private Optional<String> flag(String name) {
            return Optional.ofNullable(rulebook.dimensions().get(name)).flatMap(Dimension::flag);
        }

        /** A value that faded holds since another day, and is still that move's. */
        private static boolean causes(Set<Move.Cause> causes, Move move) {
            return causes.stream()
                    .anyMatch(c -> c.act().equals(move.cause().act())
                            && c.rule().equals(move.cause().rule()));
        }

        private List<Reason> reasons(BiPredicate<String, Move> wanted) {
            var reasons = new ArrayList<Reason>();
            moves.forEach((track, all) -> all.stream()
                    .filter(m -> wanted.test(track, m))
                    .forEach(m -> reason(Effects.dimension(track), m)
                            .filter(r -> !reasons.contains(r))
                            .ifPresent(reasons::add)));
            return reasons;
        }

        private List<Reason> counted(Stance row) {
            Dimension dimension = rulebook.dimensions().get(row.dimension());
            if (dimension == null || dimension.kind() != Dimension.Kind.COUNTS) {
                return List.of();
            }
            return effects.counted(dimension).stream()
                    .filter(c -> row.acts().contains(c.act().text()))
                    .flatMap(c -> Stream.ofNullable(revisions.get(c.act().text()))
                            .map(revision -> reason(
                                    revision,
                                    dimension.name(),
                                    c.rule(),
                                    "By rule %s %s %s counts once in the window %s%s."
                                            .formatted(
                                                    c.rule(),
                                                    revision.type().name(),
                                                    revision.id(),
                                                    row.since(),
                                                    c.sure() ? "" : ", possibly"))))
                    .toList();
        }

        private List<String> processes(String flag) {
            List<String> values = on.getOrDefault(flag, Set.of()).stream()
                    .map(StanceCells.Possible::value)
                    .distinct()
                    .sorted(Comparator.comparingInt(rulebook.dimension(flag)::level))
                    .toList();
            return values.size() > 1 ? values : List.of();
        }

        private List<JsonNode> relations(Set<Move.Cause> causes) {
            var ids = new TreeSet<String>();
            causes.forEach(c -> ids.addAll(c.relations()));
            return ids.stream()
                    .flatMap(id -> Stream.ofNullable(revisions.get(id)))
                    .map(r -> (JsonNode) r.body())
                    .toList();
        }

        private Optional<Reason> reason(String dimension, Move move) {
            Revision revision = revisions.get(move.cause().act().text());
            return revision == null
                    ? Optional.empty()
                    : Optional.of(
                            reason(revision, dimension, move.cause().rule(), sentence(revision, dimension, move)));
        }

        private Reason reason(Revision revision, String dimension, @Nullable String rule, String sentence) {
            var marks = new TreeSet<>(revision.marks());
            revision.circumstances()
                    .filter(c -> revision.stands()
                            && effects.acts().when(revision, c).contradictory())
                    .ifPresent(c -> marks.add("contradictory"));
            return new Reason(
                    revision.id().text(),
                    revision.body(),
                    revision.position(),
                    revision.known(),
                    revision.standing().name().toLowerCase(Locale.ROOT),
                    marks,
                    revision.sayings().stream().map(Writer::report).toList(),
                    dimension,
                    rule == null ? null : written("rules", rule),
                    sentence);
        }

        private static JsonNode report(Recorded saying) {
            ObjectNode body = saying.body();
            ObjectNode report = JsonNodeFactory.instance.objectNode();
            report.put("id", saying.id().text()).put("type", saying.type().name());
            for (String field : List.of("verdict", "says", "source", "reason", "note", "supersededBy")) {
                if (body.has(field)) {
                    report.set(field, body.get(field));
                }
            }
            if (body.has("saysValid")) {
                report.set("valid", body.get("saysValid"));
            }
            return report.put("known", saying.known().toString()).put("position", saying.position());
        }

        private @Nullable JsonNode written(String part, String id) {
            return rulebook.document()
                    .path(part)
                    .valueStream()
                    .filter(r -> r.path("id").asString("").equals(id))
                    .findFirst()
                    .orElse(null);
        }

        private @Nullable JsonNode derived(@Nullable String rule) {
            return rule == null ? null : written("derived", rule);
        }

        private String sentence(Revision revision, String dimension, Move move) {
            Rule rule = rulebook.rules().stream()
                    .filter(r -> r.id().equals(move.cause().rule()))
                    .findFirst()
                    .orElseThrow();
            String does = switch (rule.effect().doing()) {
                case AT_LEAST -> "raises %s to at least %s";
                case AT_MOST -> "lowers %s to at most %s";
                case ADD -> "adds to %s %s";
                case REMOVE -> "takes out of %s %s";
                case SET, COUNT -> "sets %s to %s";
            };
            var sentence = new StringBuilder("By rule %s %s %s, %s, "
                    .formatted(
                            rule.id(),
                            revision.type().name(),
                            revision.id(),
                            move.cause().since()));
            sentence.append(does.formatted(
                            dimension.replace('_', ' '), move.cause().value()))
                    .append('.');
            if (!move.cause().relations().isEmpty()) {
                sentence.append(" It is toward %s and counts for %s by %s."
                        .formatted(
                                rule.subject().named(revision.body()).sorted().collect(joining(", ")),
                                subject,
                                String.join(", ", move.cause().relations())));
            }
            List<String> denials = effects.acts().denials(revision.id()).stream()
                    .map(d -> d.id().text())
                    .toList();
            if (move.optional()) {
                sentence.append(
                        denials.isEmpty()
                                ? " It may have been when that did not hold, so it may not count."
                                : " %s denies it, so it may not count.".formatted(String.join(", ", denials)));
            }
            return sentence.toString();
        }

        private List<Reason> movedNothing(Set<String> read) {
            var nothing = new ArrayList<Reason>();
            var moving = moves.entrySet().stream()
                    .filter(e -> read.contains(Effects.dimension(e.getKey())))
                    .flatMap(e -> e.getValue().stream())
                    .map(m -> m.cause().act().text())
                    .collect(Collectors.toSet());
            read.stream()
                    .map(rulebook::dimension)
                    .filter(d -> d.kind() == Dimension.Kind.COUNTS)
                    .forEach(d ->
                            effects.counted(d).forEach(c -> moving.add(c.act().text())));
            for (Revision revision : revisions.values()) {
                if (!moving.contains(revision.id().text())
                        && revision.circumstances().isPresent()) {
                    speaking(revision, read)
                            .ifPresent(rule ->
                                    nothing.add(reason(revision, rule.dimension(), rule.id(), whyNot(revision, rule))));
                }
            }
            return nothing;
        }

        /** A rule of these dimensions that speaks of acts of that type between these two. */
        private Optional<Rule> speaking(Revision revision, Set<String> read) {
            return effects.rulesFor(revision).stream()
                    .filter(r -> read.contains(r.dimension()))
                    .filter(r -> r.actor().named(revision.body()).anyMatch(actor::equals))
                    .filter(r -> r.subject()
                            .named(revision.body())
                            .anyMatch(s -> s.equals(subject) || !r.through().isEmpty()))
                    .findFirst();
        }

        private String whyNot(Revision revision, Rule rule) {
            String act = "%s %s".formatted(revision.type().name(), revision.id());
            Circumstances about = revision.circumstances().orElseThrow();
            if (!revision.stands()) {
                return "%s does not stand: it is %s."
                        .formatted(act, revision.standing().name().toLowerCase(Locale.ROOT));
            }
            if (!rule.phases().contains(about.phase())) {
                return "%s is %s; rule %s takes what is %s."
                        .formatted(
                                act,
                                about.phase(),
                                rule.id(),
                                rule.phases().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .collect(joining(" or ")));
            }
            if (rule.subject().named(revision.body()).noneMatch(subject::equals)) {
                return "%s is toward %s, which does not count for %s on its day."
                        .formatted(act, rule.subject().named(revision.body()).collect(joining(", ")), subject);
            }
            return "%s does not hold what rule %s asks for.".formatted(act, rule.id());
        }
    }
}
