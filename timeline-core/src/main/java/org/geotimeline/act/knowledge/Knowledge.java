package org.geotimeline.act.knowledge;

import static org.geotimeline.act.Decision.recorded;
import static org.geotimeline.act.Decision.refused;

import com.google.auto.service.AutoService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Decision;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Family;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.knowledge.KnowledgeAct.ActConfirmed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActCorrected;
import org.geotimeline.act.knowledge.KnowledgeAct.ActDisputed;
import org.geotimeline.act.knowledge.KnowledgeAct.ActReported;
import org.geotimeline.act.knowledge.KnowledgeAct.ActRetracted;
import org.geotimeline.act.knowledge.KnowledgeAct.ActSplit;
import org.geotimeline.act.knowledge.KnowledgeAct.ActsMerged;
import org.geotimeline.act.knowledge.KnowledgeAct.PayloadErased;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.time.Known;

/** What may be said about an act: it must be on file and still stand. The rules look at the order of the ledger. */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Knowledge implements Family<KnowledgeAct> {

    @Override
    public Set<EventQuery> reads(KnowledgeAct reported) {
        var questions = new HashSet<EventQuery>();
        reported.targets().forEach(act -> questions.add(dossier(act)));
        if (reported instanceof ActSplit split) {
            for (Act part : split.into()) {
                questions.add(dossier(part.id()));
                questions.addAll(rules(part).reads(part));
            }
        }
        return questions;
    }

    @SuppressWarnings("unchecked") // the rules of a type are those of its own family
    private static Family<Act> rules(Act act) {
        return (Family<Act>) ActTypes.all().of(act).rules();
    }

    private static EventQuery dossier(ActId act) {
        return new EventQuery("act:" + act, Set.of());
    }

    @Override
    public Decision decide(KnowledgeAct reported, List<OnFile> onFile) {
        ActId target = reported.about().act();
        Optional<OnFile> known = onFile(onFile, target);
        if (reported instanceof ActReported) {
            return recorded(reported); // a report may come before its act
        }
        if (known.isPresent() && known.get().act() instanceof PayloadErased) {
            return refused("/act", "'%s' says that an act was erased; that is all that is left of it", target);
        }
        if (reported instanceof PayloadErased) {
            return recorded(reported); // in force whatever became of the act
        }
        if (known.isEmpty()) {
            return missing(target, "/act", onFile);
        }
        return fallen(known.get(), "/act").orElseGet(() -> decide(reported, known.get(), onFile));
    }

    private static Decision missing(ActId act, String pointer, List<OnFile> onFile) {
        boolean erased = onFile.stream()
                .anyMatch(known -> known.act() instanceof PayloadErased erasure
                        && erasure.about().act().equals(act));
        return refused(pointer, erased ? "act '%s' was erased" : "no act '%s' is on file", act);
    }

    private static Optional<Decision> fallen(OnFile known, String pointer) {
        return switch (known.standing()) {
            case STANDS -> Optional.empty();
            case RETRACTED -> Optional.of(refused(pointer, "act '%s' was retracted", known.id()));
            case SPLIT -> Optional.of(refused(pointer, "act '%s' was split", known.id()));
            case MERGED ->
                Optional.of(refused(
                        pointer,
                        "act '%s' was merged into '%s'; say it of that one",
                        known.id(),
                        known.mergedInto().orElseThrow()));
        };
    }

    private static Decision decide(KnowledgeAct reported, OnFile known, List<OnFile> onFile) {
        return switch (reported) {
            case ActReported report -> recorded(report);
            case ActConfirmed confirmation -> recorded(confirmation);
            case ActDisputed dispute -> recorded(dispute);
            case ActRetracted retraction -> retract(retraction, known);
            case ActCorrected correction -> correct(correction, known);
            case ActsMerged merge -> merge(merge, known, onFile);
            case ActSplit split -> split(split, onFile);
            case PayloadErased erasure -> recorded(erasure);
        };
    }

    /** The parts of a split stand on file by themselves; if the split fell, the act that was split would stand beside them. */
    private static Decision retract(ActRetracted retraction, OnFile known) {
        return known.act() instanceof ActSplit split
                ? refused(
                        "/act",
                        "'%s' split an act, and its parts stand on file; retract those that are wrong, and record what was split under another id",
                        split.about().id())
                : recorded(retraction);
    }

    private static Decision correct(ActCorrected correction, OnFile known) {
        for (String field : correction.changes().propertyNames()) {
            if (known.act().fixed().contains(field)) {
                return refused(
                        "/changes/" + field,
                        "'%s' of %s cannot be corrected; retract that act and record another",
                        field,
                        known.type().name());
            }
        }
        try {
            Act corrected = ActJson.read(Corrections.apply(known.body(), correction.changes()));
            List<Fault> empty = corrected.about() instanceof Circumstances about ? about.emptyDates() : List.of();
            List<Fault> brought = empty.stream()
                    .filter(f -> correction.changes().has(f.pointer().substring(1)))
                    .map(f -> f.under("/changes"))
                    .toList();
            return brought.isEmpty() ? recorded(correction) : new Decision.Refused(brought);
        } catch (FaultyBody faulty) {
            return new Decision.Refused(
                    faulty.faults().stream().map(f -> f.under("/changes")).toList());
        }
    }

    /** Each part must pass the rules of its own family, for which the act that is split still stands. */
    private static Decision split(ActSplit split, List<OnFile> onFile) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < split.into().size(); i++) {
            String at = "/into/" + i;
            Act part = split.into().get(i);
            if (onFile(onFile, part.id()).isPresent()) {
                faults.add(new Fault(
                        at + "/id", "act '%s' is on file already; each part is a new act".formatted(part.id())));
            } else if (rules(part).decide(part, onFile) instanceof Decision.Refused refused) {
                refused.faults().forEach(f -> faults.add(f.under(at)));
            }
            knownBefore(split, part).map(f -> f.under(at)).ifPresent(faults::add);
        }
        return faults.isEmpty()
                ? recorded(
                        Stream.concat(Stream.of(split), split.into().stream()).toArray(Act[]::new))
                : new Decision.Refused(List.copyOf(faults));
    }

    /** Until the split is known the act that is split stands; a part that is known before would count beside it. */
    private static Optional<Fault> knownBefore(ActSplit split, Act part) {
        Optional<Known> own = split.known();
        boolean before = part.known()
                .filter(known -> own.isEmpty()
                        || known.asRecorded(Instant.MAX).isBefore(own.get().asRecorded(Instant.MAX)))
                .isPresent();
        return before
                ? Optional.of(
                        new Fault(
                                "/known",
                                own.map(known -> "a part is not known before its split; expected %s".formatted(known))
                                        .orElse(
                                                "a part is not known before its split, which is known when it is recorded; expected none")))
                : Optional.empty();
    }

    private static Decision merge(ActsMerged merge, OnFile kept, List<OnFile> onFile) {
        Optional<OnFile> younger = onFile(onFile, merge.merged());
        if (younger.isEmpty()) {
            return missing(merge.merged(), "/merged", onFile);
        }
        if (younger.get().position() < kept.position()) {
            return refused(
                    "/merged",
                    "the older act stays: '%s' was recorded before '%s'; exchange the two",
                    merge.merged(),
                    kept.id());
        }
        if (!younger.get().type().equals(kept.type())) {
            return refused(
                    "/merged",
                    "'%s' is a %s and '%s' a %s; they cannot be one act",
                    merge.merged(),
                    younger.get().type().name(),
                    kept.id(),
                    kept.type().name());
        }
        return fallen(younger.get(), "/merged").orElseGet(() -> recorded(merge));
    }

    private static Optional<OnFile> onFile(List<OnFile> all, ActId id) {
        return all.stream().filter(act -> act.id().equals(id)).findFirst();
    }
}
