package org.geotimeline.projection.stance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Instrument;
import org.geotimeline.act.Link;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.registry.RegistryAct.RelationRecorded;
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
        place(doings, 0, new ArrayList<>(), placed -> {
            String value = initial;
            String told = initial;
            for (Placed one : placed) {
                Doing doing = one.doing();
                boolean changes = doing.raises()
                        ? order.indexOf(doing.value()) > order.indexOf(value)
                        : !doing.value().equals(value);
                if (changes) {
                    value = doing.value();
                    told = "%s by %s of %s"
                            .formatted(value, doing.rule(), doing.act().id());
                }
            }
            outcomes.add(told);
        });
        return outcomes;
    }

    private void place(List<Doing> doings, int next, List<Placed> placed, Consumer<List<Placed>> trying) {
        if (next == doings.size()) {
            trying.accept(placed.stream()
                    .sorted(Comparator.comparingLong(Placed::at)
                            .thenComparing(p -> order(p.doing().act(), new HashSet<>()))
                            .thenComparingLong(p -> p.doing().act().position()))
                    .toList());
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

    /** By instrument; what ends another comes after it. Two digits each. */
    private String order(Revision act, Set<ActId> open) {
        Circumstances about = act.circumstances().orElseThrow();
        String own = about.instrument() == Instrument.COURT ? "50" : about.instrument() == null ? "10" : "20";
        String order = own + "00";
        open.add(act.id());
        Optional<Revision> ended = ended(about).filter(e -> !open.contains(e.id()));
        if (ended.isPresent()) {
            String before = order(ended.get(), open);
            if (before.substring(0, 2).compareTo(own) >= 0) {
                order = before.substring(0, 2) + "%02d".formatted(Integer.parseInt(before.substring(2)) + 1);
            }
        }
        open.remove(act.id());
        return order;
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
