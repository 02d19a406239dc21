package org.geotimeline.imports.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.act.id.ActId;
import org.geotimeline.imports.format.Format.Draft;
import org.geotimeline.imports.format.SnapshotFormat.Entry;
import org.geotimeline.imports.format.SnapshotFormat.Kind;
import org.geotimeline.imports.format.SnapshotFormat.Place;
import org.geotimeline.imports.format.UnConsolidated;
import org.junit.jupiter.api.Test;

/** Snapshots of one list, in whatever order they are sent. */
class DifferenceTest {

    private static final String LIST = "un-test";
    private static final LocalDate FIRST = LocalDate.parse("2020-01-01");

    /** The ledger, as far as the list goes. */
    private static final class Book {

        private final UnConsolidated format = new UnConsolidated();
        private final List<Recorded> entries = new ArrayList<>();
        private final TreeSet<LocalDate> days = new TreeSet<>();

        /** @return how many acts it added */
        int send(String day, String... references) {
            return send(LocalDate.parse(day), Set.of(references));
        }

        int send(LocalDate day, Set<String> references) {
            var others = new TreeSet<>(days);
            others.remove(day);
            var difference = new Difference(format, day, others);
            Listings listings = Listings.of(entries, format.name());
            var drafts = new ArrayList<Draft>();
            for (String reference : new TreeSet<>(references)) {
                var entry = new Entry(
                        new Place(LIST, LIST, reference, Kind.INDIVIDUAL), "un-" + reference, "2019-05-05", List.of());
                drafts.addAll(difference.shown(entry, listings.of(reference)));
            }
            difference
                    .gone(listings, references)
                    .forEach(gone -> drafts.addAll(difference.ended(LIST, gone, listings.of(gone))));
            drafts.forEach(draft -> record(ActJson.read(draft.body())));
            days.add(day);
            return drafts.size();
        }

        private void record(Act act) {
            entries.add(new Recorded(
                    entries.size() + 1,
                    Instant.parse("2030-01-01T00:00:00Z"),
                    ActTypes.all().of(act),
                    act,
                    ActJson.write(act)));
        }

        /** The acts that stand, as known on that day: type, subject and date. */
        Set<String> standing(String knownAt) {
            var found = new TreeSet<String>();
            var ids = new TreeMap<String, ActId>();
            entries.forEach(e -> ids.put(e.id().text(), e.id()));
            for (ActId id : ids.values()) {
                new Dossier(id, entries)
                        .at(Instant.parse(knownAt + "T23:59:59.999999Z"), Long.MAX_VALUE)
                        .filter(r -> r.stands() && r.act().about() instanceof Circumstances)
                        .ifPresent(r -> found.add("%s %s %s"
                                .formatted(
                                        r.type().name(),
                                        r.circumstances()
                                                .orElseThrow()
                                                .subjects()
                                                .getFirst()
                                                .id(),
                                        r.circumstances().orElseThrow().valid())));
            }
            return found;
        }
    }

    private final Book book = new Book();

    @Test
    void an_entry_that_is_missing_later_was_taken_off_between_the_two_days() {
        book.send("2020-01-01", "A", "B");
        book.send("2020-02-01", "A", "B");
        book.send("2020-03-01", "A");
        assertThat(book.standing("2025-01-01"))
                .containsExactlyInAnyOrder(
                        "PartyListed un-A 2019-05-05",
                        "PartyListed un-B 2019-05-05",
                        "PartyDelisted un-B [2020-02-02..2020-03-01]");
    }

    @Test
    void the_same_snapshot_twice_adds_nothing() {
        book.send("2020-01-01", "A", "B");
        book.send("2020-03-01", "A", "C");
        assertThat(book.send("2020-01-01", "A", "B")).isZero();
        assertThat(book.send("2020-03-01", "A", "C")).isZero();
    }

    @Test
    void an_older_snapshot_lifts_nothing_that_a_newer_one_shows() {
        book.send("2020-01-01", "A", "B");
        book.send("2020-03-01", "A", "B");
        assertThat(book.send("2020-02-01", "A")).isZero();
    }

    @Test
    void an_older_snapshot_shows_that_an_entry_was_known_earlier_and_counts_once() {
        book.send("2020-03-01", "A");
        assertThat(book.standing("2020-02-15")).isEmpty();
        book.send("2020-02-01", "A");
        assertThat(book.standing("2020-02-15")).containsExactly("PartyListed un-A 2019-05-05");
        assertThat(book.standing("2025-01-01")).containsExactly("PartyListed un-A 2019-05-05");
        assertThat(book.send("2020-02-01", "A")).isZero();
    }

    @Test
    void a_snapshot_between_two_narrows_the_days_on_which_an_entry_may_have_been_taken_off() {
        book.send("2020-01-01", "A", "B", "C");
        book.send("2020-03-01", "A");
        book.send("2020-02-01", "A", "B");
        assertThat(book.standing("2025-01-01"))
                .contains("PartyDelisted un-B [2020-02-02..2020-03-01]", "PartyDelisted un-C [2020-01-02..2020-02-01]")
                .hasSize(5);
        assertThat(book.standing("2020-02-15"))
                .contains("PartyDelisted un-C [2020-01-02..2020-02-01]")
                .doesNotContain("PartyDelisted un-B [2020-02-02..2020-03-01]");
    }

    @Test
    void a_party_that_returns_is_listed_a_second_time() {
        book.send("2020-01-01", "A");
        book.send("2020-02-01", "B");
        book.send("2020-03-01", "A", "B");
        assertThat(book.send("2020-03-01", "A", "B")).isZero();
        assertThat(book.send("2020-04-01", "B")).isEqualTo(1);
        assertThat(book.standing("2025-01-01"))
                .contains("PartyDelisted un-A [2020-01-02..2020-02-01]", "PartyDelisted un-A [2020-03-02..2020-04-01]");
    }

    /** Each entry stands on the list for one unbroken time. */
    @Test
    void the_order_in_which_snapshots_are_sent_changes_nothing_that_is_known_in_the_end() {
        for (long seed = 0; seed < 200; seed++) {
            var chance = new Random(seed);
            int count = 2 + chance.nextInt(5);
            var snapshots = new TreeMap<LocalDate, Set<String>>();
            for (int i = 0; i < count; i++) {
                snapshots.put(FIRST.plusDays(10L * i), new TreeSet<>());
            }
            var days = List.copyOf(snapshots.keySet());
            for (String reference : List.of("A", "B", "C")) {
                int from = chance.nextInt(count);
                int to = from + chance.nextInt(count - from);
                days.subList(from, to + 1)
                        .forEach(day -> snapshots
                                .computeIfAbsent(day, d -> new TreeSet<>())
                                .add(reference));
            }
            var inOrder = new Book();
            snapshots.forEach(inOrder::send);
            var shuffled = new ArrayList<>(days);
            Collections.shuffle(shuffled, chance);
            var asItCame = new Book();
            shuffled.forEach(day -> asItCame.send(day, snapshots.getOrDefault(day, Set.of())));
            for (LocalDate day : days) {
                assertThat(asItCame.standing(day.toString()))
                        .as("seed %d, sent as %s, known on %s", seed, shuffled, day)
                        .isEqualTo(inOrder.standing(day.toString()));
            }
        }
    }
}
