package org.geotimeline.act.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.Revision.Standing;
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
import org.geotimeline.time.Edtf;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dossier in short: the latest revision of an act without the knowledge acts that led to it, so that its size does not
 * grow with their number. It has no body of the act, unless the act was corrected.
 *
 * <p>A further knowledge act can be entered only if it is applied after all that were entered, and only if it is not about
 * another knowledge act. Otherwise the summary must be made from the dossier again.
 *
 * @param position the position of the event in which the act stands on file
 * @param saying whether the act is itself a knowledge act
 * @param corrected the body with every correction in it, as JSON, before a confirmation; empty if nothing was corrected
 * @param unapplied whether some correction did not fit
 * @param heard the latest known time among the knowledge acts whose order matters; the least of all times if there is none
 */
public record ActSummary(
        ActId id,
        long position,
        boolean saying,
        Standing standing,
        Optional<ActId> mergedInto,
        boolean confirmed,
        boolean disputed,
        boolean unapplied,
        Optional<String> corrected,
        Instant heard) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The summary of an act about which there is no knowledge act yet. */
    public static ActSummary of(Recorded act) {
        return new ActSummary(
                act.id(),
                act.position(),
                act.act() instanceof KnowledgeAct,
                Standing.STANDS,
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                Instant.MIN);
    }

    /** Whether a knowledge act can change the act that it is about, so that the order of such acts matters. */
    public static boolean moves(KnowledgeAct said) {
        return switch (said) {
            case ActReported report -> false;
            case ActConfirmed confirmation -> false;
            case ActDisputed dispute -> false;
            case ActCorrected correction -> true;
            case ActRetracted retraction -> true;
            case ActsMerged merge -> true;
            case ActSplit split -> true;
            case PayloadErased erasure -> true;
        };
    }

    /**
     * The same with a knowledge act about this act entered; empty if that needs the dossier.
     *
     * @param saying a knowledge act that was recorded after all that are entered
     * @param first the act as it was first recorded
     */
    public Optional<ActSummary> with(Recorded saying, Supplier<Recorded> first) {
        var said = (KnowledgeAct) saying.act();
        if (moves(said) && saying.known().isBefore(heard)) {
            return Optional.empty();
        }
        return switch (said) {
            case ActReported report -> Optional.of(this);
            case ActConfirmed confirmation -> Optional.of(marked(true, disputed));
            case ActDisputed dispute -> Optional.of(marked(confirmed, true));
            case ActCorrected correction -> corrected(correction.changes(), saying.known(), first.get());
            case ActRetracted retraction -> Optional.of(fallen(Standing.RETRACTED, mergedInto, saying.known()));
            case ActsMerged merge -> Optional.of(merged(merge, saying.known()));
            case ActSplit split -> Optional.of(fallen(Standing.SPLIT, mergedInto, saying.known()));
            case PayloadErased erasure -> Optional.empty();
        };
    }

    private ActSummary marked(boolean confirmed, boolean disputed) {
        return new ActSummary(
                id, position, saying, standing, mergedInto, confirmed, disputed, unapplied, corrected, heard);
    }

    private ActSummary merged(ActsMerged merge, Instant known) {
        return merge.merged().equals(id)
                ? fallen(Standing.MERGED, Optional.of(merge.about().act()), known)
                : fallen(standing, mergedInto, known);
    }

    private ActSummary fallen(Standing standing, Optional<ActId> into, Instant known) {
        return new ActSummary(id, position, saying, standing, into, confirmed, disputed, unapplied, corrected, known);
    }

    /** If a correction does not fit, or one did not before, all corrections are needed, to apply them one by one. */
    private Optional<ActSummary> corrected(ObjectNode changes, Instant known, Recorded first) {
        if (unapplied || !Lifts.all().isCurrent(changes, first)) {
            return Optional.empty();
        }
        ObjectNode body = Corrections.apply(body(first), changes);
        return Corrections.fit(body)
                .map(fits -> new ActSummary(
                        id,
                        position,
                        saying,
                        standing,
                        mergedInto,
                        confirmed,
                        disputed,
                        false,
                        Optional.of(JSON.writeValueAsString(body)),
                        known));
    }

    private ObjectNode body(Recorded first) {
        return corrected.map(body -> (ObjectNode) JSON.readTree(body)).orElseGet(first::body);
    }

    /** The act as rules look at it. */
    public OnFile onFile(Supplier<Recorded> first) {
        return new OnFile(id, standing, () -> revision(first.get()));
    }

    /** The latest revision without its knowledge acts. */
    public Revision revision(Recorded first) {
        Act act = asConfirmed(corrected.isPresent() ? ActJson.read(body(first)) : first.act(), confirmed);
        ObjectNode body = act.equals(first.act()) ? first.body() : ActJson.write(act);
        return new Revision(
                act, body, first, first.known(), standing, mergedInto, marks(act, disputed, unapplied), List.of());
    }

    static Act asConfirmed(Act corrected, boolean confirmed) {
        boolean claim = corrected.about() instanceof Circumstances about && about.phase() == Phase.CLAIMED;
        return confirmed && claim
                ? ActJson.read(ActJson.write(corrected).put("phase", Phase.EFFECTIVE.toString()))
                : corrected;
    }

    static Set<String> marks(Act act, boolean disputed, boolean unapplied) {
        var marks = new TreeSet<String>();
        if (disputed) {
            marks.add("disputed");
        }
        if (unapplied) {
            marks.add("unapplied");
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
