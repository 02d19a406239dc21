package org.geotimeline.act.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.Corrections;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.knowledge.KnowledgeAct.ActConfirmed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActCorrected;
import org.geotimeline.act.knowledge.KnowledgeAct.ActDisputed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.act.knowledge.KnowledgeAct.ActRetracted;
import org.geotimeline.act.knowledge.KnowledgeAct.ActSplit;
import org.geotimeline.act.knowledge.KnowledgeAct.ActsMerged;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything on file about one act: the act itself, the knowledge acts about it, and those about these, by position. The
 * act may still be missing if a report about it came first.
 *
 * <p>At known time K and position P the visible entries are applied in the order (known, position). Corrections merge into
 * the act as it stands, so that of two corrections of one field the later known one wins. A retraction in force wins over
 * every correction; a confirmation makes a claim effective; a dispute only marks. A knowledge act that was itself
 * retracted is not in force; one that was corrected is applied as corrected.
 *
 * <p>Each correction fitted when it was recorded. At other clocks, or once another one was retracted, the corrections may no
 * longer make an act together. Then they are applied one by one, those that do not fit are skipped, and the act has the mark
 * {@code unapplied}.
 */
public record Dossier(ActId id, List<Recorded> entries, Publications publications) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Comparator<Recorded> AS_LEARNED =
            Comparator.comparing(Recorded::known).thenComparing(Recorded.ORDER);

    public Dossier {
        entries = entries.stream().sorted(Recorded.ORDER).toList();
    }

    /** A dossier as rules read it, for which no source is too late. */
    public Dossier(ActId id, List<Recorded> entries) {
        this(id, entries, Publications.NONE);
    }

    /** The same without the entries that do not pass. */
    public Dossier among(Predicate<Recorded> wanted) {
        return new Dossier(id, entries.stream().filter(wanted).toList(), publications);
    }

    /** The act itself, as it was first recorded. */
    public Optional<Recorded> first() {
        return entries.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /** The times at which what is known about the act may change. */
    public NavigableSet<Instant> knownTimes() {
        var times = new TreeSet<Instant>();
        entries.forEach(entry -> times.addAll(knownTimes(entry)));
        return times;
    }

    /** The times from which on an entry is known, and shows the sources that were published after it. */
    public NavigableSet<Instant> knownTimes(Recorded entry) {
        NavigableSet<Instant> times = publications.after(entry);
        times.add(entry.known());
        return times;
    }

    /** An entry as it is shown at a known time: without the sources that were published later. */
    public Recorded shown(Recorded entry, Instant knownAt) {
        return publications.shown(entry, knownAt);
    }

    /** The revision after all entries, whatever their known times: the one that rules look at. */
    public Optional<Revision> latest() {
        return at(Instant.MAX, Long.MAX_VALUE);
    }

    /** The act as rules look at it; empty if the dossier holds only knowledge acts about it. */
    public Optional<OnFile> onFile() {
        return latest().map(latest -> new OnFile(id, latest.standing(), () -> latest));
    }

    /** The latest revision in short; empty if the act is not on file. */
    public Optional<ActSummary> summary() {
        return new Reading(entries.stream().sorted(AS_LEARNED).toList()).summary(id);
    }

    /** The revision at these clocks; empty if the act is not visible at them. */
    public Optional<Revision> at(Instant knownAt, long position) {
        return folded(knownAt, position).map(revision -> publications.asOf(revision, knownAt));
    }

    private Optional<Revision> folded(Instant knownAt, long position) {
        if (entries.size() == 1) {
            return alone(entries.getFirst(), knownAt, position); // most acts have no knowledge act about them
        }
        List<Recorded> visible = entries.stream()
                .filter(e -> e.visible(knownAt, position))
                .sorted(AS_LEARNED)
                .toList();
        return new Reading(visible).revision(id);
    }

    private Optional<Revision> alone(Recorded entry, Instant knownAt, long position) {
        return entry.id().equals(id) && entry.visible(knownAt, position)
                ? Optional.of(new State(entry).revision(List.of()))
                : Optional.empty();
    }

    /**
     * One pass over the visible entries, from the last position to the first. A knowledge act that changes an act was
     * recorded after it. So knowledge acts about a knowledge act are folded before it, and none can be about itself
     * through others. Only a report may come before its act, and a report changes nothing.
     */
    private static final class Reading {
        private final Map<ActId, List<Recorded>> sayings = new HashMap<>();
        private final Map<ActId, State> states = new HashMap<>();

        Reading(List<Recorded> visible) {
            for (Recorded entry : visible) {
                if (entry.act() instanceof KnowledgeAct said) {
                    said.targets().forEach(act -> of(act).add(entry));
                }
            }
            visible.stream().sorted(Recorded.ORDER.reversed()).forEach(entry -> states.put(entry.id(), state(entry)));
        }

        private List<Recorded> of(ActId act) {
            return sayings.computeIfAbsent(act, none -> new ArrayList<>());
        }

        /** A knowledge act about the stored id is about every act that the event decodes to. */
        private List<Recorded> saidOf(Recorded entry) {
            return entry.whole().equals(entry.id())
                    ? of(entry.id())
                    : Stream.concat(of(entry.whole()).stream(), of(entry.id()).stream())
                            .sorted(AS_LEARNED)
                            .toList();
        }

        private State state(Recorded entry) {
            var state = new State(entry);
            for (Recorded saying : saidOf(entry)) {
                boolean moves = !(saying.act() instanceof ActReported) && Recorded.ORDER.compare(saying, entry) > 0;
                if (moves && stands(saying)) {
                    state.apply((KnowledgeAct) said(saying).act(), saying.known());
                }
            }
            return state;
        }

        private boolean stands(Recorded saying) {
            return said(saying).standing == Revision.Standing.STANDS;
        }

        private State said(Recorded saying) {
            return Objects.requireNonNull(states.get(saying.id()), "what is said later is read first");
        }

        Optional<ActSummary> summary(ActId act) {
            return Optional.ofNullable(states.get(act)).map(State::summary);
        }

        Optional<Revision> revision(ActId act) {
            return Optional.ofNullable(states.get(act))
                    .map(state -> state.revision(
                            saidOf(state.first).stream().filter(this::stands).toList()));
        }
    }

    private static final class State {
        private final Recorded first;
        private final List<ObjectNode> changes = new ArrayList<>();
        private Revision.Standing standing = Revision.Standing.STANDS;
        private Optional<ActId> mergedInto = Optional.empty();
        private boolean confirmed;
        private boolean disputed;
        private boolean unapplied;
        private @Nullable Act act;
        private @Nullable ObjectNode body;
        private Instant heard = Instant.MIN;

        State(Recorded first) {
            this.first = first;
        }

        void apply(KnowledgeAct said, Instant known) {
            if (ActSummary.moves(said)) {
                heard = known; // they are applied in order of known time
            }
            switch (said) {
                case ActReported reported -> {}
                case ActConfirmed confirmation -> confirmed = true;
                case ActDisputed dispute -> disputed = true;
                case ActCorrected correction -> changes.add(correction.changes());
                case ActRetracted retraction -> standing = Revision.Standing.RETRACTED;
                case ActsMerged merge -> merge(merge);
                case ActSplit split -> standing = Revision.Standing.SPLIT;
                case PayloadErased erasure -> {} // what it erased is not here any more
            }
        }

        private void merge(ActsMerged merge) {
            if (merge.merged().equals(first.id()) || merge.merged().equals(first.whole())) {
                standing = Revision.Standing.MERGED;
                mergedInto = Optional.of(merge.about().act());
            }
        }

        /** The act with all acts about it applied; asked for once. */
        Act act() {
            if (act == null) {
                act = ActSummary.asConfirmed(corrected(), confirmed);
            }
            return act;
        }

        private Act corrected() {
            if (changes.isEmpty()) {
                return first.act();
            }
            List<ObjectNode> lifted = Lifts.all().changes(first, changes);
            body = first.body();
            for (ObjectNode change : lifted) {
                body = Corrections.apply(body, change);
            }
            return Corrections.fit(body).orElseGet(() -> correctedOneByOne(lifted));
        }

        private Act correctedOneByOne(List<ObjectNode> changes) {
            unapplied = true;
            body = first.body();
            Act fitting = first.act();
            for (ObjectNode change : changes) {
                ObjectNode changed = Corrections.apply(body, change);
                Optional<Act> fits = Corrections.fit(changed);
                if (fits.isPresent()) {
                    body = changed;
                    fitting = fits.get();
                }
            }
            return fitting;
        }

        Revision revision(List<Recorded> sayings) {
            Act act = act();
            ObjectNode body = act.equals(first.act()) ? first.body() : ActJson.write(act);
            Set<String> marks = ActSummary.marks(act, disputed, unapplied);
            return new Revision(act, body, first, first.known(), standing, mergedInto, marks, sayings);
        }

        ActSummary summary() {
            act(); // which makes the body
            return new ActSummary(
                    first.id(),
                    first.position(),
                    first.act() instanceof KnowledgeAct,
                    standing,
                    mergedInto,
                    confirmed,
                    disputed,
                    unapplied,
                    Optional.ofNullable(body).map(JSON::writeValueAsString),
                    heard);
        }
    }
}
