package org.geotimeline.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Mentions;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.act.id.ListId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.act.knowledge.KnowledgeAct;
import org.geotimeline.act.registry.RegistryAct;
import org.geotimeline.json.Fault;
import org.geotimeline.json.Word;
import org.geotimeline.store.EventLog;

/** The faults of a report that no rule of a family looks for: unknown names, reserved ids, empty dates, a known time to come. */
final class ReportFaults {

    private final EventLog log;
    private final Register register;
    private final DryRun considered;

    ReportFaults(EventLog log, Register register) {
        this(log, register, new DryRun());
    }

    /** @param considered acts that count as on file */
    ReportFaults(EventLog log, Register register, DryRun considered) {
        this.log = log;
        this.register = register;
        this.considered = considered;
    }

    List<Fault> of(RecordAct report) {
        var faults = new ArrayList<Fault>();
        Act act = report.act();
        act.known()
                .filter(known -> known.earliest().isAfter(report.at()))
                .ifPresent(known -> faults.add(new Fault(
                        "/known",
                        "known time '%s' is still to come; it is %s now, and a known time is never later"
                                .formatted(known, report.at()))));
        unregistered(act, faults);
        reserved(act.id(), "/id", faults);
        faults.addAll(emptyDates(act));
        if (act instanceof KnowledgeAct.ActSplit split) {
            for (int i = 0; i < split.into().size(); i++) {
                String pointer = "/into/" + i;
                Act part = split.into().get(i);
                unregistered(part, faults);
                reserved(part.id(), pointer + "/id", faults);
                emptyDates(part).forEach(fault -> faults.add(fault.under(pointer)));
            }
        }
        return faults;
    }

    private static List<Fault> emptyDates(Act act) {
        return act.about() instanceof Circumstances about ? about.emptyDates() : List.of();
    }

    private static void reserved(ActId id, String pointer, List<Fault> faults) {
        if (id.isPart()) {
            faults.add(new Fault(
                    pointer, "'%s' names a part of what is recorded as '%s'; give another".formatted(id, id.whole())));
        }
    }

    /** A registered name and a recorded act stay on file for ever, so the condition of the append need not cover them. */
    private void unregistered(Act act, List<Fault> faults) {
        String own = act instanceof RegistryAct registration ? registration.registers() : "";
        Mentions.of(act, (pointer, word) -> {
            String kind = kind(word);
            if (!kind.isEmpty() && !own.equals(kind + ":" + word.text()) && !isRegistered(kind, word.text())) {
                faults.add(new Fault(
                        pointer,
                        "no %s '%s' is registered".formatted(kind, word.text()),
                        register.nearest(kind, word.text())));
            }
        });
        ends(act)
                .filter(ended -> !considered.has(ended))
                .filter(ended -> log.read(0, Long.MAX_VALUE, DecisionReader.about(ended), 1)
                        .isEmpty())
                .ifPresent(ended -> faults.add(
                        new Fault("/ends", "act '%s', which this one ends, is not on file".formatted(ended))));
    }

    private boolean isRegistered(String kind, String id) {
        return considered.registers(kind, id) || register.has(kind, id);
    }

    private static Optional<ActId> ends(Act act) {
        return act.about() instanceof Circumstances about && !Boolean.TRUE.equals(about.unanchored())
                ? Optional.ofNullable(about.ends())
                : Optional.empty();
    }

    private static String kind(Word word) {
        return switch (word) {
            case ActorId actor -> "actor";
            case ForumId forum -> "forum";
            case ListId list -> "list";
            case SourceId source -> "source";
            case DatasetId dataset -> "dataset";
            default -> "";
        };
    }
}
