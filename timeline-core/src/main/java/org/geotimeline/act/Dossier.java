package org.geotimeline.act;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.geotimeline.act.KnowledgeAct.ActConfirmed;
import org.geotimeline.act.KnowledgeAct.ActCorrected;
import org.geotimeline.act.KnowledgeAct.ActDisputed;
import org.geotimeline.act.KnowledgeAct.ActReported;
import org.geotimeline.act.KnowledgeAct.ActRetracted;
import org.geotimeline.act.KnowledgeAct.ActSplit;
import org.geotimeline.act.KnowledgeAct.ActsMerged;
import org.geotimeline.time.Edtf;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything on file about one act: the act itself, what was said of it, and what was said of those sayings, in order of
 * position. The act may still be missing where a report came first.
 *
 * <p>At known time K and position P what is visible is applied in order of (known, position): corrections merge into the
 * act as it stands, so that of two corrections of one field the later known wins; a retraction in force wins over every
 * correction; a confirmation makes a claim effective; a dispute only marks. A saying that was itself retracted is not
 * in force.
 */
public record Dossier(ActId id, List<Recorded> entries) {

    private static final Comparator<Recorded> AS_LEARNED =
            Comparator.comparing(Recorded::known).thenComparingLong(Recorded::position);

    public Dossier {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(Recorded::position))
                .toList();
    }

    /** The act itself, as it was first recorded. */
    public Optional<Recorded> first() {
        return entries.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /** The times at which what is known of it may change. */
    public Set<Instant> knownTimes() {
        var times = new TreeSet<Instant>();
        entries.forEach(e -> times.add(e.known()));
        return times;
    }

    /** What is known of it now, whatever its known times: the order of the ledger, which the rules of writing look at. */
    public Optional<Revision> latest() {
        return at(Instant.MAX, Long.MAX_VALUE);
    }

    /** The state of knowledge at those clocks; empty where the act is not visible there. */
    public Optional<Revision> at(Instant knownAt, long position) {
        List<Recorded> visible = entries.stream()
                .filter(e -> e.visible(knownAt, position))
                .sorted(AS_LEARNED)
                .toList();
        return new Reading(visible, new HashSet<>()).revision(id);
    }

    /** One pass over what is visible; {@code open} guards against sayings that speak of each other in a circle. */
    private record Reading(List<Recorded> visible, Set<ActId> open) {

        Optional<Revision> revision(ActId of) {
            if (!open.add(of)) {
                return Optional.empty();
            }
            Optional<Revision> revision =
                    visible.stream().filter(e -> e.id().equals(of)).findFirst().map(this::revised);
            open.remove(of);
            return revision;
        }

        private Revision revised(Recorded first) {
            var state = new State(first);
            var inForce = new ArrayList<Recorded>();
            for (Recorded saying : visible) {
                if (saying.act() instanceof KnowledgeAct said && concerns(said, first.id())) {
                    inForce(saying).ifPresent(revised -> {
                        inForce.add(saying);
                        state.apply((KnowledgeAct) revised.act());
                    });
                }
            }
            return state.revision(inForce);
        }

        private Optional<Revision> inForce(Recorded saying) {
            return revision(saying.id()).filter(Revision::stands);
        }

        private static boolean concerns(KnowledgeAct said, ActId act) {
            return said.about().act().equals(act)
                    || (said instanceof ActsMerged merge && merge.merged().equals(act));
        }
    }

    private static final class State {
        private final Recorded first;
        private ObjectNode body;
        private Revision.Standing standing = Revision.Standing.STANDS;
        private Optional<ActId> mergedInto = Optional.empty();
        private boolean confirmed;
        private boolean disputed;

        State(Recorded first) {
            this.first = first;
            this.body = first.body();
        }

        void apply(KnowledgeAct said) {
            switch (said) {
                case ActReported reported -> {}
                case ActConfirmed confirmation -> confirmed = true;
                case ActDisputed dispute -> disputed = true;
                case ActCorrected correction -> body = corrected(body, correction.changes());
                case ActRetracted retraction -> standing = Revision.Standing.RETRACTED;
                case ActsMerged merge -> merge(merge);
                case ActSplit split -> standing = Revision.Standing.SPLIT;
            }
        }

        private void merge(ActsMerged merge) {
            if (merge.merged().equals(first.id())) {
                standing = Revision.Standing.MERGED;
                mergedInto = Optional.of(merge.about().act());
            }
        }

        Revision revision(List<Recorded> sayings) {
            if (confirmed && body.path("phase").asString("").equals(Phase.CLAIMED.toString())) {
                body = body.deepCopy().put("phase", Phase.EFFECTIVE.toString());
            }
            Act act = body.equals(first.body()) ? first.act() : ActJson.read(body);
            return new Revision(
                    act, body, first, first.known(), standing, mergedInto, marks(act), List.copyOf(sayings));
        }

        private Set<String> marks(Act act) {
            var marks = new TreeSet<String>();
            if (disputed) {
                marks.add("disputed");
            }
            if (act.about() instanceof Circumstances about) {
                mark(about.change(), marks);
                if (Boolean.TRUE.equals(about.unanchored())) {
                    marks.add("unanchored");
                }
            }
            return marks;
        }

        private static void mark(Edtf date, Set<String> marks) {
            if (date.isApproximate()) {
                marks.add("approximate");
            }
            if (date.isUncertain()) {
                marks.add("uncertain");
            }
        }
    }

    /** The body with these top-level fields put in place of its own; a field that is null is taken away. */
    public static ObjectNode corrected(ObjectNode body, ObjectNode changes) {
        ObjectNode corrected = body.deepCopy();
        for (Map.Entry<String, tools.jackson.databind.JsonNode> change : changes.properties()) {
            if (change.getValue().isNull()) {
                corrected.remove(change.getKey());
            } else {
                corrected.set(change.getKey(), change.getValue());
            }
        }
        return corrected;
    }
}
