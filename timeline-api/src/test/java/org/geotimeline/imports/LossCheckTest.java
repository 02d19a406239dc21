package org.geotimeline.imports;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.geotimeline.imports.snapshot.OnList;
import org.junit.jupiter.api.Test;

class LossCheckTest {

    private static final double SHARE = 0.1;

    private static OnList list(String name, long before, long lifted) {
        return new OnList(name, before - lifted, 0, before, lifted);
    }

    @Test
    void a_snapshot_that_removes_no_more_than_its_share_is_recorded() {
        assertThatCode(() -> LossCheck.check(List.of(list("a", 100, 10)), SHARE, false))
                .doesNotThrowAnyException();
    }

    @Test
    void a_snapshot_that_removes_more_than_its_share_of_all_lists_is_held() {
        assertThatThrownBy(() -> LossCheck.check(List.of(list("a", 60, 0), list("b", 40, 11)), SHARE, false))
                .isInstanceOf(ImportHeld.class)
                .hasMessage("the lists together would lose 11 of 100 entries, more than 10 %:"
                        + " look at it, then send it again with force=true, or another share");
    }

    @Test
    void a_list_that_loses_more_than_half_of_its_entries_is_held_although_all_lists_together_lose_little() {
        assertThatThrownBy(() -> LossCheck.check(List.of(list("a", 1_000, 0), list("b", 10, 6)), SHARE, false))
                .isInstanceOf(ImportHeld.class)
                .hasMessageStartingWith("b would lose 6 of 10 entries, more than 50 %:");
    }

    @Test
    void a_share_above_one_half_holds_for_each_list_as_well() {
        assertThatCode(() -> LossCheck.check(List.of(list("a", 10, 8)), 0.8, false))
                .doesNotThrowAnyException();
    }

    @Test
    void with_force_nothing_is_held() {
        assertThatCode(() -> LossCheck.check(List.of(list("a", 10, 10)), SHARE, true))
                .doesNotThrowAnyException();
    }
}
