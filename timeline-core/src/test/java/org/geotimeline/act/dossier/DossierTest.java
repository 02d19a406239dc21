package org.geotimeline.act.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.geotimeline.act.TestActs.imposed;
import static org.geotimeline.act.TestActs.lifted;
import static org.geotimeline.act.TestActs.recorded;
import static org.geotimeline.act.TestActs.said;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActJson;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Phase;
import org.geotimeline.act.Recorded;
import org.geotimeline.act.Revision;
import org.geotimeline.act.id.ActId;
import org.geotimeline.time.Known;
import org.junit.jupiter.api.Test;

class DossierTest {

    private static final ActId ID = ActId.parse("A");

    private static Dossier dossier(Act... acts) {
        return new Dossier(ID, recorded(acts));
    }

    private static Instant endOf(String day) {
        return Known.parse(day).asRecorded(Instant.MAX);
    }

    private static String known(String day) {
        return ", 'known': '" + day + "'";
    }

    private static String valid(Dossier dossier, String knownAt, long position) {
        return dossier.at(endOf(knownAt), position)
                .flatMap(Revision::circumstances)
                .map(c -> c.valid().toString())
                .orElse("not known");
    }

    @Test
    void an_act_is_known_from_its_known_time_and_its_position_on() {
        Dossier dossier = dossier(imposed("other"), lifted("A", known("2024-01-02")));
        assertThat(valid(dossier, "2024-01-01", 2)).isEqualTo("not known");
        assertThat(valid(dossier, "2024-01-02", 1)).isEqualTo("not known");
        assertThat(valid(dossier, "2024-01-02", 2)).isEqualTo("2023-12-29");
    }

    @Test
    void a_correction_shows_from_when_it_is_known_and_leaves_the_rest_as_it_stands() {
        Dossier dossier = dossier(
                lifted("A", known("2024-01-02")),
                said("ActCorrected", "c", "A", known("2024-02-01") + ", 'changes': {'valid': '2023-12-20'}"));
        assertThat(valid(dossier, "2024-01-31", 9)).isEqualTo("2023-12-29");
        assertThat(valid(dossier, "2024-02-01", 9)).isEqualTo("2023-12-20");
        assertThat(dossier.at(endOf("2024-02-01"), 9)
                        .orElseThrow()
                        .circumstances()
                        .orElseThrow()
                        .phase())
                .isEqualTo(Phase.CLAIMED);
    }

    @Test
    void of_two_corrections_of_one_field_the_one_known_later_wins_whatever_came_in_first() {
        Dossier dossier = dossier(
                lifted("A", known("2024-01-02")),
                said("ActCorrected", "late", "A", known("2024-03-01") + ", 'changes': {'valid': '2023-12-03'}"),
                said("ActCorrected", "early", "A", known("2024-02-01") + ", 'changes': {'valid': '2023-12-02'}"));
        assertThat(valid(dossier, "2024-02-15", 3)).isEqualTo("2023-12-02");
        assertThat(valid(dossier, "2024-03-01", 3)).isEqualTo("2023-12-03");
        assertThat(valid(dossier, "2024-02-15", 2)).isEqualTo("2023-12-29");
    }

    @Test
    void a_retraction_wins_over_every_correction() {
        Dossier dossier = dossier(
                lifted("A", known("2024-01-02")),
                said("ActRetracted", "r", "A", known("2024-02-01")),
                said("ActCorrected", "c", "A", known("2024-03-01") + ", 'changes': {'valid': '2023-12-20'}"));
        assertThat(dossier.at(endOf("2024-01-31"), 9).orElseThrow().stands()).isTrue();
        assertThat(dossier.at(endOf("2024-03-01"), 9).orElseThrow().standing()).isEqualTo(Revision.Standing.RETRACTED);
    }

    @Test
    void a_confirmation_makes_a_claim_effective_and_moves_no_date() {
        Dossier dossier = dossier(
                lifted("A", known("2024-01-02")),
                said("ActConfirmed", "c", "A", known("2024-01-05") + ", 'saysValid': '2024-01-05'"));
        Circumstances about =
                dossier.at(endOf("2024-01-05"), 9).orElseThrow().circumstances().orElseThrow();
        assertThat(about.phase()).isEqualTo(Phase.EFFECTIVE);
        assertThat(about.valid()).hasToString("2023-12-29");
    }

    @Test
    void a_dispute_marks_and_changes_nothing_else() {
        Revision disputed = dossier(lifted("A", ""), said("ActDisputed", "d", "A", ""))
                .latest()
                .orElseThrow();
        assertThat(disputed.marks()).containsExactly("disputed");
        assertThat(disputed.body()).isEqualTo(ActJson.write(lifted("A", "")));
    }

    @Test
    void a_correction_that_was_itself_retracted_is_not_in_force() {
        Dossier dossier = dossier(
                lifted("A", known("2024-01-02")),
                said("ActCorrected", "c", "A", known("2024-02-01") + ", 'changes': {'valid': '2023-12-20'}"),
                said("ActRetracted", "r", "c", known("2024-03-01")));
        assertThat(valid(dossier, "2024-02-15", 9)).isEqualTo("2023-12-20");
        assertThat(valid(dossier, "2024-03-01", 9)).isEqualTo("2023-12-29");
    }

    @Test
    void a_report_before_its_act_shows_when_the_act_is_known() {
        Dossier dossier = dossier(said("ActReported", "r", "A", known("2024-01-01")), lifted("A", known("2024-01-02")));
        assertThat(dossier.at(endOf("2024-01-01"), 9)).isEmpty();
        assertThat(dossier.at(endOf("2024-01-02"), 9).orElseThrow().sayings()).hasSize(1);
    }

    @Test
    void a_merge_redirects_the_younger_act_and_leaves_the_older() {
        List<Recorded> all =
                recorded(lifted("A", ""), lifted("B", ""), said("ActsMerged", "m", "A", ", 'merged': 'B'"));
        Revision younger = new Dossier(ActId.parse("B"), all).latest().orElseThrow();
        assertThat(younger.standing()).isEqualTo(Revision.Standing.MERGED);
        assertThat(younger.mergedInto()).contains(ID);
        assertThat(new Dossier(ID, all).latest().orElseThrow().stands()).isTrue();
    }

    @Test
    void sayings_that_speak_of_each_other_in_a_circle_end() {
        List<Recorded> all = recorded(
                said("ActReported", "A", "B", ""),
                said("ActConfirmed", "B", "A", ""),
                said("ActRetracted", "C", "B", ""));
        assertThat(new Dossier(ID, all).latest()).isPresent();
    }

    /** What was answered under (known, position) is answered again, however much is recorded afterwards. */
    @Test
    void an_answer_under_its_clocks_never_changes() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int h = 0; h < 300; h++) {
            var entries = new ArrayList<Recorded>();
            Map<List<Object>, Optional<String>> promised = new HashMap<>();
            for (int p = 1; p <= 12; p++) {
                entries.add(recorded(p, random(random, p)));
                var dossier = new Dossier(ID, List.copyOf(entries));
                for (int q = 0; q < 6; q++) {
                    Instant knownAt = endOf(day(random));
                    long position = 1 + random.nextInt(p);
                    Optional<String> answer =
                            dossier.at(knownAt, position).map(r -> r.body() + " " + r.standing() + " " + r.marks());
                    Optional<String> before = promised.putIfAbsent(List.of(knownAt, position), answer);
                    if (before != null) {
                        assertThat(answer).as("seed %d, history %d", seed, h).isEqualTo(before);
                    }
                }
            }
        }
    }

    private static String day(Random random) {
        return "2024-01-%02d".formatted(1 + random.nextInt(9));
    }

    private static Act random(Random random, int position) {
        String id = "s" + position;
        String of = position > 1 && random.nextInt(3) == 0 ? "s" + (1 + random.nextInt(position - 1)) : "A";
        return switch (position == 2 ? 9 : random.nextInt(5)) {
            case 0 -> said("ActConfirmed", id, of, known(day(random)));
            case 1 -> said("ActDisputed", id, of, known(day(random)));
            case 2 -> said("ActRetracted", id, of, known(day(random)));
            case 3, 4 ->
                said(
                        "ActCorrected",
                        id,
                        "A",
                        known(day(random))
                                + ", 'changes': {'valid': '2023-12-%02d'}".formatted(1 + random.nextInt(28)));
            default -> lifted("A", known(day(random)));
        };
    }
}
