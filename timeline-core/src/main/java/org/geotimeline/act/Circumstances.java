package org.geotimeline.act;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Flattened;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;

/**
 * What every diplomatic act has in common: when, who, toward whom, by what, and how well we know it.
 *
 * @param phase how far it had come
 * @param valid when it was
 * @param effective the day on which it took effect, only if that is another than {@code valid}
 * @param known when it was made public; absent means when it was recorded
 * @param actors who did it
 * @param subjects toward whom or about what it is
 * @param ends the act that this one ends, lifts, suspends or replaces: it cannot lie before that one
 * @param holdsOn with a link {@code holds}: the linked act still held on this day
 * @param unanchored true if the source itself says that what the act ends or lifts is on no file
 */
@Flattened
public record Circumstances(
        ActId id,
        Phase phase,
        Edtf valid,
        @Nullable Edtf effective,
        @Nullable Known known,
        List<Party> actors,
        List<Subject> subjects,
        @Nullable Texts title,
        @Nullable Texts note,
        @Nullable String place,
        @Nullable Instrument instrument,
        @Nullable Confidence confidence,
        @Nullable String coder,
        @Nullable DatasetId dataset,
        List<SourceId> sources,
        List<Link> links,
        @Nullable ActId ends,
        @Nullable Edtf holdsOn,
        @Nullable Boolean unanchored)
        implements About {

    public Circumstances {
        if (actors.isEmpty()) {
            throw FaultyBody.of("/actors", "an act has at least one actor, as in [{\"id\": \"KAZ\"}]");
        }
        boolean holds = links.stream().anyMatch(l -> l.relation() == Link.Relation.HOLDS);
        if (holdsOn != null && !holds) {
            throw FaultyBody.of(
                    "/holdsOn", "holdsOn needs a link with the relation holds, which names the act that held");
        }
        if (ends != null && ends.equals(id)) {
            throw FaultyBody.of("/ends", "an act cannot end itself");
        }
    }

    /** The date that moves an answer: when it took effect, else when it was. */
    public Edtf change() {
        return effective == null ? valid : effective;
    }

    /**
     * The dates that are well written and exclude no day. They are refused when an act is reported, and never when a stored
     * act is read, so that the ledger stays readable.
     */
    public List<Fault> emptyDates() {
        var faults = new ArrayList<Fault>();
        emptyDate("/valid", valid, faults);
        emptyDate("/effective", effective, faults);
        emptyDate("/holdsOn", holdsOn, faults);
        return faults;
    }

    private static void emptyDate(String pointer, @Nullable Edtf date, List<Fault> faults) {
        if (date != null && date.isOpen()) {
            faults.add(new Fault(
                    pointer,
                    "'%s' is open on both sides and excludes no day; write what is known, as 2003, [..2023-12-29] or 2001-11-22/.."
                            .formatted(date)));
        }
    }

    @Override
    public void tags(SortedSet<String> tags) {
        actors.forEach(a -> tags.add("actor:" + a.id()));
        subjects.forEach(s -> tags.add("actor:" + s.id()));
        sources.forEach(s -> tags.add("source:" + s));
    }
}
