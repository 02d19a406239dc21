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
import org.geotimeline.projection.query.StepTable;
import org.geotimeline.projection.runtime.Refold;
import org.geotimeline.projection.spi.Timeline;
import org.geotimeline.recording.Dossiers;
import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is on file about one cell, and which entries decide the answer. Entries are tried, not guessed: an entry decides if
 * the answer is different without it. If several entries say the same, each decides that alone changes the old answer.
 */
final class CellReasons {

    /** The number of entries that are tried one by one. */
    private static final int MAX_TRIED = 60;

    private final Refold refold;
    private final String projection;
    private final Timeline timeline;
    private final String cell;
    private final Map<ActId, Dossier> dossiers = new LinkedHashMap<>();

    CellReasons(Refold refold, StepTable steps, Dossiers onFile, Timeline timeline, String cell, long position) {
        this.refold = refold;
        this.projection = steps.name();
        this.timeline = timeline;
        this.cell = cell;
        for (ActId act : steps.acts(timeline, position)) {
            dossiers.put(act, onFile.of(act.text(), position));
        }
    }

    /** The revisions that are visible under these clocks, by position. */
    List<Revision> visible(AsOf asOf) {
        return visible(entry -> true, asOf);
    }

    private List<Revision> visible(Predicate<Recorded> among, AsOf asOf) {
        return dossiers.values().stream()
                .map(d -> d.among(among))
                .map(d -> d.at(asOf.knownAt(), asOf.position()))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Revision::recorded, Recorded.ORDER))
                .toList();
    }

    /** The answer if only the entries that pass {@code among} were on file. */
    @Nullable
    JsonNode answer(Predicate<Recorded> among, AsOf asOf) {
        return refold.answer(projection, timeline, cell, visible(among, asOf), asOf)
                .orElse(null);
    }

    /** Every entry that is visible under these clocks and is no {@link ActReported}, by position. */
    Collection<Recorded> entries(AsOf asOf) {
        var entries = new TreeSet<>(Recorded.ORDER);
        dossiers.values()
                .forEach(d -> d.entries().stream()
                        .filter(e -> sees(asOf, e) && !(e.act() instanceof ActReported))
                        .map(e -> d.shown(e, asOf.knownAt()))
                        .forEach(entries::add));
        return entries;
    }

    static boolean sees(AsOf asOf, Recorded entry) {
        return entry.position() <= asOf.position() && !entry.known().isAfter(asOf.knownAt());
    }

    /** True if the answer is different without that entry and everything that was said about it. */
    boolean decides(Recorded entry, AsOf asOf) {
        return !Objects.equals(answer(e -> true, asOf), answer(without(entry), asOf));
    }

    private static Predicate<Recorded> without(Recorded entry) {
        return without(Set.of(entry.position()));
    }

    private static Predicate<Recorded> without(Set<Long> positions) {
        return e -> !positions.contains(e.position());
    }

    /** The entry, and what retracts it or is retracted by it: if both are fresh, they are tried as one. */
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

    /** The acts that only one side sees and that make the answers differ, by the word for their kind of knowledge. */
    Map<String, Set<String>> causes(AsOf left, AsOf right) {
        boolean forward = entries(left).stream().allMatch(e -> sees(right, e));
        AsOf less = forward ? left : right;
        AsOf more = forward ? right : left;
        AsOf asked = new AsOf(left.validAt(), Instant.MAX, Long.MAX_VALUE);
        Predicate<Recorded> old = e -> sees(less, e);
        Predicate<Recorded> all = e -> sees(more, e) || sees(less, e);
        List<Recorded> fresh = entries(more).stream()
                .filter(e -> !sees(less, e))
                .limit(MAX_TRIED)
                .toList();
        JsonNode answer = answer(all, asked);
        JsonNode oldAnswer = answer(old, asked);
        List<Recorded> deciding = fresh.stream()
                .filter(e -> !Objects.equals(answer, answer(all.and(without(unit(e, fresh))), asked)))
                .toList();
        if (deciding.isEmpty()) {
            deciding = fresh.stream()
                    .filter(e -> !Objects.equals(
                            oldAnswer, answer(old.or(other -> other.position() == e.position()), asked)))
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

    /** The knowledge acts about acts that the answer names, and those that decide the answer. */
    List<Recorded> corrections(Set<String> named, AsOf asOf) {
        var corrections = new ArrayList<Recorded>();
        JsonNode answer = answer(e -> true, asOf);
        int tried = 0;
        for (Recorded entry : entries(asOf)) {
            if (entry.act() instanceof KnowledgeAct said) {
                boolean own = named.contains(said.about().act().text());
                boolean decides = tried++ < MAX_TRIED && !Objects.equals(answer, answer(without(entry), asOf));
                if (own || decides) {
                    corrections.add(entry);
                }
            }
        }
        return corrections;
    }
}
