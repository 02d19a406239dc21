package org.geotimeline.question;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.ActConfirmed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActCorrected;
import org.geotimeline.act.knowledge.KnowledgeAct.ActDisputed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.act.knowledge.KnowledgeAct.ActRetracted;
import org.geotimeline.act.knowledge.KnowledgeAct.ActSplit;
import org.geotimeline.act.knowledge.KnowledgeAct.ActsMerged;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.geotimeline.projection.query.RowsOf;
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.query.StepTables;
import org.geotimeline.projection.runtime.Refold;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Dossiers;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is on file about one cell, and which part of it decides the answer. That is tried, not guessed: an entry decides if
 * the answer is another without it; where several say the same, if it alone would have changed what was answered before.
 */
final class CellReasons {

    /** Maximum number of entries that are tried one by one. */
    private static final int MOST_TRIED = 60;

    private final Refold refold;
    private final String projection;
    private final Timeline timeline;
    private final String cell;
    private final Map<ActId, Dossier> files = new LinkedHashMap<>();

    CellReasons(
            Refold refold,
            StepTables steps,
            Dossiers dossiers,
            RowsOf of,
            Timeline timeline,
            String cell,
            long position) {
        this.refold = refold;
        StepTable served = steps.of(of.projection());
        this.projection = served.name();
        this.timeline = timeline;
        this.cell = cell;
        for (ActId act : served.acts(timeline, position)) {
            files.put(act, dossiers.of(act.text(), position));
        }
    }

    /** The revisions that are visible under these clocks, by position. */
    List<Revision> visible(AsOf asOf) {
        return visible(entry -> true, asOf);
    }

    private List<Revision> visible(Predicate<Recorded> among, AsOf asOf) {
        return files.values().stream()
                .map(d -> new Dossier(d.id(), d.entries().stream().filter(among).toList()))
                .map(d -> d.at(asOf.knownAt(), asOf.position()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Revision::recorded, Recorded.ORDER))
                .toList();
    }

    /** The answer if only those entries were on file. */
    @Nullable
    JsonNode answer(Predicate<Recorded> among, AsOf asOf) {
        return refold.answer(projection, timeline, cell, visible(among, asOf), asOf)
                .orElse(null);
    }

    /** Every entry that is visible under these clocks and that is no mere report, by position. */
    Collection<Recorded> entries(AsOf asOf) {
        var entries = new TreeSet<>(Recorded.ORDER);
        files.values()
                .forEach(d -> d.entries().stream()
                        .filter(e -> sees(asOf, e) && !(e.act() instanceof ActReported))
                        .forEach(entries::add));
        return entries;
    }

    static boolean sees(AsOf asOf, Recorded entry) {
        return entry.position() <= asOf.position() && !entry.known().isAfter(asOf.knownAt());
    }

    /** Whether the answer would be another without that entry, and all acts about it. */
    boolean decides(Recorded entry, AsOf asOf) {
        return !Objects.equals(answer(e -> true, asOf), answer(without(entry), asOf));
    }

    private static Predicate<Recorded> without(Recorded entry) {
        return without(Set.of(entry.position()));
    }

    private static Predicate<Recorded> without(Set<Long> positions) {
        return e -> !positions.contains(e.position());
    }

    /** What was said and taken back again between the two sides is as if it had never been said: both are tried as one. */
    private static Set<Long> unit(Recorded entry, List<Recorded> fresh) {
        Set<Long> unit = new LinkedHashSet<>(Set.of(entry.position()));
        for (Recorded other : fresh) {
            if (takesBack(entry, other) || takesBack(other, entry)) {
                unit.add(other.position());
            }
        }
        return unit;
    }

    private static boolean takesBack(Recorded retraction, Recorded saying) {
        return retraction.act() instanceof ActRetracted taken
                && saying.act() instanceof KnowledgeAct
                && taken.about().act().equals(saying.id());
    }

    /** What the one side sees of these acts and the other does not, as far as it makes their answers differ. */
    Map<String, Set<String>> causes(AsOf left, AsOf right) {
        boolean forward = entries(left).stream().allMatch(e -> sees(right, e));
        AsOf less = forward ? left : right;
        AsOf more = forward ? right : left;
        AsOf asked = new AsOf(left.validAt(), Instant.MAX, Long.MAX_VALUE);
        Predicate<Recorded> old = e -> sees(less, e);
        Predicate<Recorded> all = e -> sees(more, e) || sees(less, e);
        List<Recorded> fresh = entries(more).stream()
                .filter(e -> !sees(less, e))
                .limit(MOST_TRIED)
                .toList();
        JsonNode now = answer(all, asked);
        JsonNode before = answer(old, asked);
        List<Recorded> deciding = fresh.stream()
                .filter(e -> !Objects.equals(now, answer(all.and(without(unit(e, fresh))), asked)))
                .toList();
        if (deciding.isEmpty()) {
            deciding = fresh.stream()
                    .filter(e ->
                            !Objects.equals(before, answer(old.or(other -> other.position() == e.position()), asked)))
                    .toList();
        }
        var causes = new LinkedHashMap<String, Set<String>>();
        (deciding.isEmpty() ? fresh : deciding)
                .forEach(e -> causes.computeIfAbsent(word(e), w -> new LinkedHashSet<>())
                        .add(e.id().text()));
        return causes;
    }

    private static String word(Recorded entry) {
        if (!(entry.act() instanceof KnowledgeAct said)) {
            return "we learned";
        }
        return switch (said) {
            case ActRetracted retraction -> "retracted";
            case ActCorrected correction -> "corrected";
            case ActConfirmed confirmation -> "corrected";
            case ActDisputed dispute -> "corrected";
            case ActsMerged merge -> "corrected";
            case ActSplit split -> "corrected";
            case PayloadErased erasure -> "erased";
            case ActReported report -> "we learned";
        };
    }

    /** What was said that changes an act of the answer, or that decides the answer. */
    List<Recorded> corrections(Set<String> named, AsOf asOf) {
        var corrections = new ArrayList<Recorded>();
        JsonNode answer = answer(e -> true, asOf);
        int tried = 0;
        for (Recorded entry : entries(asOf)) {
            if (entry.act() instanceof KnowledgeAct said) {
                boolean own = named.contains(said.about().act().text());
                boolean decides = tried++ < MOST_TRIED && !Objects.equals(answer, answer(without(entry), asOf));
                if (own || decides) {
                    corrections.add(entry);
                }
            }
        }
        return corrections;
    }
}
