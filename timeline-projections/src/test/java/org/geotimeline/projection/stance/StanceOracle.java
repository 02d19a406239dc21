package org.geotimeline.projection.stance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Link;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
import org.geotimeline.projection.fold.NaiveDayOrder;
import org.geotimeline.time.Edtf;

/**
 * The stance of one day by definition: every day for every act, in every dimension; written without the rulebook, for the
 * few types of acts that {@link StanceHistories} has. It says {@code value by rule of act} for each way in which the value
 * may have come.
 */
final class StanceOracle {

    private static final List<String> DESIGNATION =
            List.of("DELISTED", "NEVER_LISTED", "SUSPENDED", "INDIVIDUALS_ONLY", "ASSET_DESIGNATION", "BANNED");
    private static final List<String> RECEIVED = List.of(
            "NONE",
            "CONSULAR_OR_TECHNICAL",
            "DIPLOMATS_WITHOUT_HEAD",
            "CHARGE",
            "AMBASSADOR_COPY",
            "AMBASSADOR_CREDENTIALS");
    private static final long FIRST = LocalDate.of(2003, 1, 30).toEpochDay(); // no act here is dated before

    private final String version;
    private final String actor;
    private final String subject;
    private final Map<String, Revision> visible = new TreeMap<>();
    private final long day;

    /** What one act does to one dimension. */
    private record Doing(Revision act, Set<Long> days, boolean optional, boolean raises, String value, String rule) {}

    private record Placed(Doing doing, long at) {}

    StanceOracle(String version, String actor, String subject, List<Revision> visible, LocalDate day) {
        this.version = version;
        this.actor = actor;
        this.subject = subject;
        visible.forEach(r -> this.visible.put(r.id().text(), r));
        this.day = day.toEpochDay();
    }

    Set<String> possible(String dimension) {
        return switch (dimension) {
            case "designation" -> outcomes(dimension, "NO_DATA", DESIGNATION);
            case "designation_process" -> outcomes(dimension, "NONE", List.of("NONE", "ANNOUNCED"));
            case "representation_received" -> outcomes(dimension, "NO_DATA", RECEIVED);
            case "recognition" -> recognition();
            case "representation_received_process" -> Set.of("NONE"); // nothing here announces an upgrade
            default -> Set.of("NO_DATA");
        };
    }

    private Set<String> recognition() {
        Set<String> own = outcomes("recognition", "NO_DATA", List.of("SILENT", "DE_JURE"));
        var possible = new TreeSet<String>();
        for (String received : possible("representation_received")) {
            for (String recognised : own) {
                boolean deals = RECEIVED.indexOf(received.replaceAll(" .*", "")) >= RECEIVED.indexOf("CHARGE")
                        && !recognised.startsWith("DE_JURE");
                possible.add(deals ? "DE_FACTO_DEALING by R4 of " + received.replaceAll(".* of ", "") : recognised);
            }
        }
        return possible;
    }

    private Set<String> outcomes(String dimension, String initial, List<String> order) {
        var doings = new ArrayList<Doing>();
        for (Revision act : visible.values()) {
            if (act.stands() && act.circumstances().isPresent() && !actor.equals(subject)) {
                doing(act, act.circumstances().get(), dimension).ifPresent(doings::add);
            }
        }
        var outcomes = new TreeSet<String>();
        NaiveDayOrder<Doing> precedence = precedence(doings);
        place(doings, 0, new ArrayList<>(), placed -> {
            Set<Told> told = Set.of(new Told(initial, initial));
            for (long at : placed.stream().map(Placed::at).collect(Collectors.toCollection(TreeSet::new))) {
                List<Doing> today = placed.stream()
                        .filter(p -> p.at() == at)
                        .map(Placed::doing)
                        .toList();
                var evening = new HashSet<Told>();
                for (Told morning : told) {
                    precedence.each(today, done -> evening.add(morning.after(done, order)));
                }
                told = evening;
            }
            told.forEach(t -> outcomes.add(t.told()));
        });
        return outcomes;
    }

    private record Told(String value, String told) {

        Told after(List<Doing> done, List<String> order) {
            Told now = this;
            for (Doing doing : done) {
                boolean changes = doing.raises()
                        ? order.indexOf(doing.value()) > order.indexOf(now.value())
                        : !doing.value().equals(now.value());
                if (changes) {
                    now = new Told(
                            doing.value(),
                            "%s by %s of %s"
                                    .formatted(
                                            doing.value(),
                                            doing.rule(),
                                            doing.act().id()));
                }
            }
            return now;
        }
    }

    private void place(List<Doing> doings, int next, List<Placed> placed, Consumer<List<Placed>> trying) {
        if (next == doings.size()) {
            trying.accept(placed);
            return;
        }
        Doing doing = doings.get(next);
        for (long at : doing.days()) {
            if (at <= day) {
                placed.add(new Placed(doing, at));
                place(doings, next + 1, placed, trying);
                placed.remove(placed.size() - 1);
            }
        }
        if (doing.optional() || doing.days().stream().anyMatch(d -> d > day)) {
            place(doings, next + 1, placed, trying);
        }
    }

    /** A link, then the moment, then the instrument: a court, another that is named, none. */
    private NaiveDayOrder<Doing> precedence(List<Doing> doings) {
        return new NaiveDayOrder<>(
                doings,
                (a, b) -> a.days().stream().anyMatch(b.days()::contains),
                List.of(
                        (a, b) -> comesAfter(b.act(), a.act()) && !comesAfter(a.act(), b.act()),
                        (a, b) -> moment(a).isPresent()
                                && moment(b).isPresent()
                                && moment(a).get().isBefore(moment(b).get()),
                        (a, b) -> strength(a) < strength(b)));
    }

    private static Optional<Instant> moment(Doing doing) {
        String written = doing.act().circumstances().orElseThrow().change().toString();
        return written.matches("[^/\\[]*T[^/]*")
                ? Optional.of(OffsetDateTime.parse(written).toInstant())
                : Optional.empty();
    }

    private static int strength(Doing doing) {
        Instrument instrument = doing.act().circumstances().orElseThrow().instrument();
        return instrument == Instrument.COURT ? 2 : instrument == null ? 0 : 1;
    }

    private boolean comesAfter(Revision one, Revision other) {
        return linked(one, one, new HashSet<>()).contains(other.id());
    }

    /** What the act comes after by links, and what that does, as long as it may be of the day of the act that is asked. */
    private Set<ActId> linked(Revision asked, Revision from, Set<ActId> found) {
        Circumstances about = from.circumstances().orElseThrow();
        var named = new ArrayList<ActId>();
        Optional.ofNullable(about.ends()).ifPresent(named::add);
        about.links().stream()
                .filter(l -> List.of("follows", "supersedes", "reverses", "implements")
                        .contains(l.relation().toString()))
                .forEach(l -> named.add(l.act()));
        for (ActId name : named) {
            Revision before = visible.get(stayed(name.text()));
            if (before != null
                    && before.stands()
                    && before.circumstances().isPresent()
                    && mayShareADay(asked, before)
                    && found.add(before.id())) {
                linked(asked, before, found);
            }
        }
        return found;
    }

    private boolean mayShareADay(Revision one, Revision other) {
        return lower(one, new HashSet<>()) <= upper(other) && lower(other, new HashSet<>()) <= upper(one);
    }

    private static long upper(Revision act) {
        return act.circumstances().orElseThrow().change().beginning().upper().toEpochDay();
    }

    private Optional<Revision> ended(Circumstances about) {
        return Optional.ofNullable(about.ends())
                .flatMap(ends -> Optional.ofNullable(visible.get(stayed(ends.text()))))
                .filter(r -> r.stands() && r.circumstances().isPresent());
    }

    private String stayed(String id) {
        var seen = new HashSet<String>();
        String at = id;
        while (seen.add(at)
                && visible.containsKey(at)
                && visible.get(at).mergedInto().isPresent()) {
            at = visible.get(at).mergedInto().get().text();
        }
        return at;
    }

    private long lower(Revision act, Set<ActId> open) {
        Circumstances about = act.circumstances().orElseThrow();
        long written = about.change().beginning().lower().toEpochDay();
        long upper = about.change().beginning().upper().toEpochDay();
        if (about.ends() == null || !open.add(act.id())) {
            return written;
        }
        var earliest = new ArrayList<Long>();
        ended(about).ifPresent(e -> earliest.add(lower(e, open)));
        for (Revision other : visible.values()) {
            Edtf held = other.circumstances().map(Circumstances::holdsOn).orElse(null);
            if (other.stands()
                    && held != null
                    && links(other, Link.Relation.HOLDS, stayed(about.ends().text()))) {
                earliest.add(held.lower().toEpochDay() + 1);
            }
        }
        open.remove(act.id());
        return earliest.stream().filter(e -> e <= upper).reduce(written, Math::max);
    }

    private boolean links(Revision from, Link.Relation relation, String to) {
        return from.circumstances().orElseThrow().links().stream()
                .anyMatch(
                        l -> l.relation() == relation && stayed(l.act().text()).equals(to));
    }

    private Optional<Doing> doing(Revision act, Circumstances about, String dimension) {
        String level = act.body().path("level").asString("");
        String status = act.body().path("status").asString("");
        boolean handover = act.type().name().equals("MissionHandedOver");
        record Does(String dimension, boolean raises, String value, String rule, String through) {}
        List<Does> does = switch (act.type().name()) {
            case "ListingImposed" ->
                List.of(new Does(
                        "designation",
                        false,
                        status,
                        status.equals("INDIVIDUALS_ONLY") ? "D5" : "D1",
                        status.equals("INDIVIDUALS_ONLY") ? "part-of" : ""));
            case "ListingLifted" ->
                List.of(
                        new Does("designation", false, "DELISTED", "D4", ""),
                        new Does("designation_process", false, "NONE", "D4.1", ""));
            case "ListingSuspended" ->
                List.of(
                        new Does("designation", false, "SUSPENDED", "D3", ""),
                        new Does("designation_process", false, "NONE", "D3.1", ""));
            case "DelistingAnnounced" -> List.of(new Does("designation_process", false, "ANNOUNCED", "D2.2", ""));
            case "Recognised" -> List.of(new Does("recognition", false, "DE_JURE", "R1", ""));
            case "RecognitionWithdrawn" -> List.of(new Does("recognition", false, "SILENT", "R2", ""));
            case "ChargeAccepted" -> List.of(new Does("representation_received", true, "CHARGE", "P1.2", "controls"));
            case "CredentialsCopyPresented" ->
                List.of(new Does(
                        "representation_received",
                        true,
                        version.equals("1.0.0") ? "AMBASSADOR_COPY" : "AMBASSADOR_CREDENTIALS",
                        "P1.3",
                        "controls"));
            case "MissionHandedOver" -> List.of(new Does("representation_received", true, level, "P2", "controls"));
            case "RepresentationDowngraded" ->
                List.of(new Does("representation_received", false, level, "P3.1", "controls"));
            default -> List.<Does>of();
        };
        Phase wanted = act.type().name().equals("DelistingAnnounced") ? Phase.ANNOUNCED : Phase.EFFECTIVE;
        String toward = about.subjects().get(0).id().text();
        boolean received = act.body().has("receiver");
        String who = received
                ? act.body().path("receiver").asString()
                : about.actors().get(0).id().text();
        String whom = received ? act.body().path("sender").asString() : toward;
        if (about.phase() != wanted || !who.equals(actor)) {
            return Optional.empty();
        }
        for (Does one : does) {
            if (one.dimension().equals(dimension)) {
                return counting(act, about, whom, one.through())
                        .map(days -> new Doing(
                                act,
                                days.days(),
                                days.optional() || (handover && denied(act, who)),
                                one.raises(),
                                one.value(),
                                one.rule()));
            }
        }
        return Optional.empty();
    }

    private boolean denied(Revision act, String receiver) {
        return visible.values().stream()
                .filter(r -> r.stands() && r.circumstances().isPresent())
                .filter(r -> links(r, Link.Relation.DENIES, act.id().text()))
                .anyMatch(r -> r.circumstances().orElseThrow().actors().stream()
                        .anyMatch(a -> a.id().text().equals(receiver)));
    }

    private record Counting(Set<Long> days, boolean optional) {}

    /** The days on which the act may have happened and counted for the subject; those after the day asked about are one. */
    private Optional<Counting> counting(Revision act, Circumstances about, String whom, String through) {
        long hi = about.change().beginning().upper().toEpochDay();
        var all = new TreeSet<Long>();
        for (long at = Math.max(FIRST, lower(act, new HashSet<>())); at <= Math.min(hi, day + 40); at++) {
            all.add(at);
        }
        if (whom.equals(subject)) {
            return Optional.of(new Counting(all, false));
        }
        var counted = new TreeSet<Long>();
        for (Revision relation : visible.values()) {
            if (relation.stands()
                    && relation.act() instanceof RelationRecorded r
                    && r.relation().equals(through)
                    && (through.equals("controls") ? r.from() : r.to()).text().equals(subject)
                    && (through.equals("controls") ? r.to() : r.from()).text().equals(whom)) {
                long from = r.valid().lower().toEpochDay();
                long to = r.valid().upper().toEpochDay();
                all.stream().filter(d -> d >= from && d <= to).forEach(counted::add);
            }
        }
        boolean whole = counted.equals(all);
        return counted.isEmpty() ? Optional.empty() : Optional.of(new Counting(counted, !whole));
    }
}
