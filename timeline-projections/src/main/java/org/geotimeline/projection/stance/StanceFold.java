package org.geotimeline.projection.stance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.geotimeline.act.Revision;
import org.geotimeline.projection.fold.Days;
import org.geotimeline.projection.spi.Folding;
import org.geotimeline.rulebook.Dimension;
import org.geotimeline.rulebook.Rulebook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Folds the visible acts of one dyad by one rulebook: whatever the order in which they came, and the same each time. One more
 * act that leaves what the others do as it is changes nothing before its first day, and what it does is all that is worked out.
 */
final class StanceFold implements Folding {

    /** What an act takes in memory beside its rows, in rows. */
    private static final int ACT = 5;

    private final Rulebook rulebook;
    private final String actor;
    private final String subject;
    private final FoldMemory recalled = new FoldMemory();
    private @Nullable Last last;
    private int acts;

    /** What the last fold was made of. */
    private record Last(Effects effects, StanceCells cells) {}

    StanceFold(Rulebook rulebook, String actor, String subject) {
        this.rulebook = rulebook;
        this.actor = actor;
        this.subject = subject;
    }

    /**
     * For each cell the days on which its answer changes: one cell a state, a set and the profile, and one for each act that
     * counts, because counts are summed where they are asked for.
     */
    static Map<String, NavigableMap<LocalDate, JsonNode>> fold(
            Rulebook rulebook, String actor, String subject, List<Revision> visible, Instant knownAt) {
        return new StanceFold(rulebook, actor, subject).fold(visible, knownAt);
    }

    @Override
    public Map<String, NavigableMap<LocalDate, JsonNode>> fold(List<Revision> visible, Instant knownAt) {
        recalled.next();
        var effects = new Effects(rulebook, actor, subject, visible, knownAt, recalled);
        var cells = new StanceCells(rulebook, effects);
        last = new Last(effects, cells);
        acts = visible.size();
        var answers = new LinkedHashMap<>(cells.answers());
        counts().forEach(d -> effects.counted(d).forEach(a -> answers.put(Counts.cell(d, a), Counts.steps(d, a))));
        return answers;
    }

    @Override
    public Optional<Grown> grow(Revision added, Instant knownAt) {
        if (last == null || !last.effects().add(added, knownAt)) {
            return Optional.empty();
        }
        acts++;
        long from = last.cells().add(last.effects().moves(added));
        var cells = new LinkedHashMap<String, Grown.Tail>();
        if (from < Days.AFTER_ALL) {
            last.cells()
                    .answersFrom(from)
                    .forEach((cell, steps) -> cells.put(cell, new Grown.Tail(Days.date(from), steps)));
        }
        for (Dimension dimension : counts()) {
            last.effects()
                    .counted(added, dimension)
                    .ifPresent(act -> cells.put(
                            Counts.cell(dimension, act), new Grown.Tail(LocalDate.MIN, Counts.steps(dimension, act))));
        }
        return Optional.of(new Grown(cells));
    }

    private List<Dimension> counts() {
        return rulebook.dimensions().values().stream()
                .filter(d -> d.kind() == Dimension.Kind.COUNTS)
                .toList();
    }

    @Override
    public int weight() {
        return ACT * acts;
    }
}
