package org.geotimeline.projection.stance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.geotimeline.act.Revision;
import org.geotimeline.act.dossier.Dossier;
import org.geotimeline.rulebook.TestRulebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the laws say, on small histories. */
class StanceFoldTest {

    private final StanceHistory told = new StanceHistory(TestRulebooks.read("1.0"));

    private void kabul() {
        told.add("{'type':'RelationRecorded','id':'REL-02','relation':'controls','from':'TAL','to':'AFG',"
                + "'valid':'2021-08-15/..','known':'2021-08-15'}");
    }

    private void kazakhstan() {
        told.act(
                "ListingImposed",
                "ACT-0049",
                "effective",
                "2005-03-15",
                "KAZ",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'kaz','known':'2005-03-15'");
        told.act(
                "ListingLifted",
                "ACT-0146",
                "effective",
                "[..2023-12-29]",
                "KAZ",
                "TAL",
                "'instrument':'register','list':'kaz','ends':'ACT-0049','known':'2023-12-29'");
    }

    @Test
    void a_lifting_that_happened_some_day_before_it_was_told_leaves_both_possible_and_cannot_lie_before_the_ban() {
        kazakhstan();
        assertThat(told.ask("KAZ", "designation", "2005-03-14")).isEqualTo("NO_DATA");
        assertThat(told.ask("KAZ", "designation", "2023-12-15"))
                .isEqualTo("possibly DELISTED or BANNED since [2005-03-15..2023-12-29] of ACT-0049 ACT-0146");
        assertThat(told.ask("KAZ", "designation", "2023-12-29"))
                .isEqualTo("DELISTED since [..2023-12-29] by D4 of ACT-0146");
    }

    @Test
    void what_was_not_known_yet_moved_nothing() {
        kazakhstan();
        assertThat(StanceHistory.told(told.ask("KAZ", "TAL", "designation", "2023-12-15", "2023-12-28")))
                .isEqualTo("BANNED since 2005-03-15 by D1 of ACT-0049");
    }

    @Test
    void an_announcement_moves_the_flag_and_not_the_status() {
        told.act(
                "ListingImposed",
                "ACT-0047",
                "announced",
                "2003-02-14",
                "RUS",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'rus'");
        told.act(
                "ListingImposed",
                "ACT-0048",
                "effective",
                "2003-03-04",
                "RUS",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'rus'");
        told.act("DelistingAnnounced", "ACT-0179", "announced", "2024-10-04", "RUS", "TAL", "'list':'rus'");
        told.act("LawSigned", "ACT-0192", "in_process", "2024-12-28", "RUS", "TAL", "'list':'rus'");
        told.act(
                "ListingSuspended",
                "ACT-0202",
                "effective",
                "2025-04-17",
                "RUS",
                "TAL",
                "'list':'rus','ends':'ACT-0048','instrument':'court'");
        assertThat(told.ask("RUS", "designation", "2003-03-03")).isEqualTo("NO_DATA");
        assertThat(told.ask("RUS", "designation", "2024-10-03")).isEqualTo("BANNED since 2003-03-04 by D1 of ACT-0048");
        assertThat(told.ask("RUS", "designation", "2024-10-20"))
                .isEqualTo("BANNED since 2003-03-04 by D1 of ACT-0048, process ANNOUNCED");
        assertThat(told.ask("RUS", "designation", "2025-01-15"))
                .isEqualTo("BANNED since 2003-03-04 by D1 of ACT-0048, process ENABLED");
        assertThat(told.ask("RUS", "designation", "2025-04-17"))
                .isEqualTo("SUSPENDED since 2025-04-17 by D3 of ACT-0202");
    }

    @Test
    void a_flag_is_told_even_where_no_status_is_on_file() {
        told.act("DelistingAnnounced", "A", "announced", "2024-10", "RUS", "TAL", "'list':'rus'");
        assertThat(told.ask("RUS", "designation", "2024-09-30")).isEqualTo("NO_DATA");
        assertThat(told.ask("RUS", "designation", "2024-10-15"))
                .isEqualTo("NO_DATA, process possibly NONE or ANNOUNCED");
        assertThat(told.ask("RUS", "designation", "2024-10-31")).isEqualTo("NO_DATA, process ANNOUNCED");
    }

    @Test
    void a_claim_moves_nothing_until_it_is_confirmed_and_a_correction_moves_its_date() {
        told.act(
                "ListingImposed",
                "ACT-0051",
                "effective",
                "2006-09-15",
                "KGZ",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'kgz','known':'2006-09-15'");
        told.act(
                "ListingLifted",
                "ACT-0172",
                "claimed",
                "2024-09-05",
                "KGZ",
                "TAL",
                "'list':'kgz','ends':'ACT-0051','known':'2024-09-05'");
        told.add("{'type':'ActConfirmed','id':'K-3','act':'ACT-0172','known':'2024-09-06'}");
        told.add("{'type':'ActCorrected','id':'K-2','act':'ACT-0172','known':'2024-09-07',"
                + "'changes':{'valid':'2024-09-02'}}");
        String day = "2024-09-05";
        assertThat(StanceHistory.told(told.ask("KGZ", "TAL", "designation", day, "2024-09-05")))
                .startsWith("BANNED");
        assertThat(StanceHistory.told(told.ask("KGZ", "TAL", "designation", day, "2024-09-06")))
                .isEqualTo("DELISTED since 2024-09-05 by D4 of ACT-0172");
        assertThat(StanceHistory.told(told.ask("KGZ", "TAL", "designation", "2024-09-02", "2024-09-06")))
                .startsWith("BANNED");
        assertThat(StanceHistory.told(told.ask("KGZ", "TAL", "designation", "2024-09-02", "2024-09-07")))
                .isEqualTo("DELISTED since 2024-09-02 by D4 of ACT-0172");
    }

    @Test
    void a_handover_that_its_host_denies_is_possible_for_ever_and_so_is_what_follows() {
        told.act(
                "MissionHandedOver",
                "ACT-0130",
                "effective",
                "2023-02-26",
                "IRN",
                "TAL",
                "'sender':'TAL','receiver':'IRN','level':'CHARGE'");
        told.act(
                "DenialMade",
                "ACT-0131",
                "effective",
                "2023-02-27~",
                "IRN",
                "TAL",
                "'links':[{'relation':'denies','act':'ACT-0130'}]");
        assertThat(told.ask("IRN", "representation_received", "2023-12-31"))
                .isEqualTo("possibly NO_DATA or CHARGE since 2023-02-26 by P2 of ACT-0130");
        assertThat(told.ask("IRN", "recognition", "2023-12-31"))
                .isEqualTo("possibly NO_DATA or DE_FACTO_DEALING since 2023-02-26 by R4 of ACT-0130");
    }

    @Test
    void a_denial_by_someone_else_changes_nothing() {
        told.act(
                "MissionHandedOver",
                "A",
                "effective",
                "2023-02-26",
                "IRN",
                "TAL",
                "'sender':'TAL','receiver':'IRN','level':'CHARGE'");
        told.act(
                "DenialMade",
                "B",
                "effective",
                "2023-02-27",
                "TAL",
                "IRN",
                "'links':[{'relation':'denies','act':'A'}]");
        assertThat(told.ask("IRN", "representation_received", "2023-12-31"))
                .isEqualTo("CHARGE since 2023-02-26 by P2 of A");
    }

    @Test
    void an_act_toward_a_state_counts_for_its_controller_on_that_day() {
        kabul();
        told.act(
                "MissionClosed",
                "ACT-0129",
                "effective",
                "2023-02",
                "SAU",
                "AFG",
                "'sender':'SAU','receiver':'AFG','level':'NONE'");
        told.act(
                "MissionOpened",
                "ACT-0041",
                "effective",
                "2001-12-17",
                "USA",
                "AFG",
                "'sender':'USA','receiver':'AFG','level':'TECHNICAL_MISSION'");
        assertThat(told.ask("SAU", "representation_sent", "2023-02-15"))
                .isEqualTo("possibly NO_DATA or NONE since 2023-02 by S3 of ACT-0129 through REL-02");
        assertThat(told.ask("SAU", "representation_sent", "2023-02-28"))
                .isEqualTo("NONE since 2023-02 by S3 of ACT-0129 through REL-02");
        assertThat(told.ask("USA", "representation_sent", "2024-01-01")).isEqualTo("NO_DATA");
        assertThat(StanceHistory.told(told.ask("USA", "AFG", "representation_sent", "2024-01-01", "2026-07-01")))
                .isEqualTo("TECHNICAL_MISSION since 2001-12-17 by S2 of ACT-0041");
    }

    @Test
    void an_act_that_may_lie_outside_the_relation_may_not_count_for_ever() {
        kabul();
        told.act(
                "MissionClosed",
                "A",
                "effective",
                "2021-08",
                "FRA",
                "AFG",
                "'sender':'FRA','receiver':'AFG','level':'NONE'");
        assertThat(told.ask("FRA", "representation_sent", "2021-08-14")).isEqualTo("NO_DATA");
        assertThat(told.ask("FRA", "representation_sent", "2024-01-01"))
                .isEqualTo("possibly NO_DATA or NONE since 2021-08 by S3 of A through REL-02");
    }

    @Test
    void an_act_of_the_old_republic_says_nothing_of_the_movement() {
        kabul();
        told.act(
                "MissionClosed",
                "ACT-0141",
                "effective",
                "2023-11-23",
                "AFG_IRA",
                "IND",
                "'sender':'AFG_IRA','receiver':'IND','level':'NONE'");
        assertThat(told.ask("IND", "representation_received", "2024-01-01")).isEqualTo("NO_DATA");
        assertThat(told.ask("IND", "representation_sent", "2024-01-01")).isEqualTo("NO_DATA");
    }

    @Test
    void to_list_a_part_counts_for_the_whole() {
        told.add("{'type':'RelationRecorded','id':'REL-04','relation':'part-of','from':'TAL_INDIVIDUALS','to':'TAL',"
                + "'valid':'1994/..','known':'1994'}");
        told.act(
                "PartyListed",
                "ACT-0030",
                "effective",
                "2001-01-25",
                "UNSC",
                "TAL_INDIVIDUALS",
                "'status':'INDIVIDUALS_ONLY','list':'un-1988'");
        told.act(
                "PartyListed",
                "ACT-0031",
                "effective",
                "2001-01-31",
                "UNSC",
                "TAL_INDIVIDUALS",
                "'status':'INDIVIDUALS_ONLY','list':'un-1988'");
        assertThat(told.ask("UNSC", "designation", "2020-01-01"))
                .isEqualTo("INDIVIDUALS_ONLY since 2001-01-25 by D5 of ACT-0030 through REL-04");
    }

    @Test
    void what_still_held_on_a_day_ended_after_it() {
        told.act("Recognised", "ACT-0015", "effective", "[1997-05-25..1997-05-26]", "PAK", "TAL", "");
        told.act("RecognitionWithdrawn", "ACT-0039", "effective", "2001", "PAK", "TAL", "'ends':'ACT-0015'");
        assertThat(told.ask("PAK", "recognition", "2001-09-22")).startsWith("possibly SILENT or DE_JURE");
        told.act(
                "StatementMade",
                "ACT-0035",
                "effective",
                "2001-09-22",
                "PAK",
                "TAL",
                "'holdsOn':'2001-09-22','links':[{'relation':'holds','act':'ACT-0015'}],'kind':'statement'");
        assertThat(told.ask("PAK", "recognition", "1997-05-25"))
                .isEqualTo("possibly NO_DATA or DE_JURE since [1997-05-25..1997-05-26] by R1 of ACT-0015");
        assertThat(told.ask("PAK", "recognition", "2001-09-22"))
                .isEqualTo("DE_JURE since [1997-05-25..1997-05-26] by R1 of ACT-0015");
        assertThat(told.ask("PAK", "recognition", "2001-09-23"))
                .isEqualTo("possibly SILENT or DE_JURE since [1997-05-25..2001-12-31] of ACT-0015 ACT-0039");
        assertThat(told.ask("PAK", "recognition", "2001-12-31")).isEqualTo("SILENT since 2001 by R2 of ACT-0039");
    }

    @Test
    void dealing_without_recognition_follows_from_a_charge_and_carries_its_acts() {
        told.act(
                "CredentialsCopyPresented",
                "ACT-0143",
                "effective",
                "2023-12-01",
                "CHN",
                "TAL",
                "'sender':'TAL','receiver':'CHN'");
        told.act(
                "CredentialsPresented",
                "ACT-0150",
                "effective",
                "2024-01-30",
                "CHN",
                "TAL",
                "'sender':'TAL','receiver':'CHN'");
        assertThat(told.ask("CHN", "representation_received", "2024-01-29"))
                .isEqualTo("AMBASSADOR_COPY since 2023-12-01 by P1.3 of ACT-0143");
        assertThat(told.ask("CHN", "recognition", "2024-02-01"))
                .isEqualTo("DE_FACTO_DEALING since 2024-01-30 by R4 of ACT-0150");
        told.act("Recognised", "R", "effective", "2025-07-03", "CHN", "TAL", "");
        assertThat(told.ask("CHN", "recognition", "2025-07-03")).isEqualTo("DE_JURE since 2025-07-03 by R1 of R");
    }

    @Test
    void an_upgrade_that_is_announced_stands_beside_the_mission_that_is() {
        kabul();
        told.act(
                "MissionOpened",
                "ACT-0120",
                "effective",
                "2022-06-23",
                "IND",
                "AFG",
                "'sender':'IND','receiver':'AFG','level':'TECHNICAL_MISSION'");
        told.act(
                "RepresentationUpgraded",
                "ACT-0221",
                "announced",
                "2025-10-10",
                "IND",
                "TAL",
                "'sender':'IND','receiver':'AFG','fromLevel':'TECHNICAL_MISSION','level':'EMBASSY_UNDER_CHARGE'");
        told.act(
                "RepresentationUpgraded",
                "ACT-0226",
                "effective",
                "2025-10-21",
                "IND",
                "TAL",
                "'sender':'IND','receiver':'AFG','level':'EMBASSY_UNDER_CHARGE','ends':'ACT-0120'");
        assertThat(told.ask("IND", "representation_sent", "2025-10-15"))
                .isEqualTo("TECHNICAL_MISSION since 2022-06-23 by S2 of ACT-0120 through REL-02, process"
                        + " UPGRADE_ANNOUNCED");
        assertThat(told.ask("IND", "representation_sent", "2025-10-21"))
                .isEqualTo("EMBASSY_UNDER_CHARGE since 2025-10-21 by S4.1 of ACT-0226 through REL-02");
    }

    @Test
    void of_one_day_a_court_wins_over_a_spokesman_and_between_equals_both_orders_are_possible() {
        told.act(
                "ListingImposed",
                "A",
                "effective",
                "2020-01-01",
                "XXA",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'x'");
        told.act("ListingLifted", "B", "effective", "2020-01-01", "XXA", "TAL", "'instrument':'spokesman','list':'x'");
        assertThat(told.ask("XXA", "designation", "2020-01-01")).isEqualTo("BANNED since 2020-01-01 by D1 of A");
        told.act("ListingLifted", "C", "effective", "2020-01-01", "XXA", "TAL", "'instrument':'court','list':'x'");
        assertThat(told.ask("XXA", "designation", "2020-01-01"))
                .isEqualTo("possibly DELISTED or BANNED since 2020-01-01 of A C");
    }

    /** What orders the two, and what stands after them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        -                              | -                                | possibly DELISTED or BANNED
        -                              | 'ends':'A'                       | DELISTED
        'ends':'B'                     | -                                | BANNED
        -                              | 'links':[{'relation':'follows','act':'A'}]    | DELISTED
        -                              | 'links':[{'relation':'supersedes','act':'A'}] | DELISTED
        -                              | 'links':[{'relation':'reverses','act':'A'}]   | DELISTED
        -                              | 'links':[{'relation':'implements','act':'A'}] | DELISTED
        -                              | 'links':[{'relation':'concerns','act':'A'}]   | possibly DELISTED or BANNED
        'instrument':'court','ends':'B'| 'instrument':'press'             | BANNED
        'instrument':'press','ends':'B'| 'instrument':'court'             | BANNED
        'instrument':'court'           | 'instrument':'law'               | BANNED
        'instrument':'minister'        | 'instrument':'law'               | DELISTED
        'instrument':'press'           | -                                | possibly DELISTED or BANNED
        'effective':'2020-01-01T09:00Z'| 'effective':'2020-01-01T17:00Z'  | DELISTED
        'effective':'2020-01-01T17:00Z'| 'effective':'2020-01-01T09:00Z'  | BANNED
        'effective':'2020-01-01T17:00Z'| 'effective':'2020-01-01T12:00-06:00' | DELISTED
        'effective':'2020-01-01T17:00Z'| 'effective':'2020-01-01T17:00Z'  | possibly DELISTED or BANNED
        'effective':'2020-01-01T17:00Z'| -                                | possibly DELISTED or BANNED
        'effective':'2020-01-01T17:00Z','instrument':'court'| 'instrument':'law' | BANNED
        'effective':'2020-01-01T09:00Z','instrument':'court'| 'effective':'2020-01-01T17:00Z','instrument':'press' | DELISTED
        'effective':'2020-01-01T09:00Z','ends':'B'| 'effective':'2020-01-01T17:00Z' | BANNED
        'ends':'B'                     | 'ends':'A'                       | possibly DELISTED or BANNED
        """)
    void two_opposite_acts_of_one_day_are_in_the_order_of_precedence_whichever_was_recorded_first(
            String imposed, String lifted, String stands) {
        for (boolean first : List.of(true, false)) {
            var history = new StanceHistory(TestRulebooks.read("1.0"));
            Runnable impose = () -> history.act(
                    "ListingImposed",
                    "A",
                    "effective",
                    "2020-01-01",
                    "XXA",
                    "TAL",
                    "'status':'BANNED','list':'x'" + (imposed.equals("-") ? "" : "," + imposed));
            Runnable lift = () -> history.act(
                    "ListingLifted",
                    "B",
                    "effective",
                    "2020-01-01",
                    "XXA",
                    "TAL",
                    "'list':'x'" + (lifted.equals("-") ? "" : "," + lifted));
            (first ? impose : lift).run();
            (first ? lift : impose).run();
            assertThat(history.ask("XXA", "designation", "2020-01-01"))
                    .as("recorded first: %s", first ? "A" : "B")
                    .startsWith(stands + " since ");
        }
    }

    @Test
    void an_act_between_two_of_its_day_orders_them_by_the_links_of_all_three() {
        told.act("ListingLifted", "C", "effective", "2020-01-01", "XXA", "TAL", "'list':'x','ends':'B'");
        told.act(
                "StatementMade",
                "B",
                "effective",
                "2020-01-01",
                "XXA",
                "TAL",
                "'kind':'statement','links':[{'relation':'follows','act':'A'}]");
        told.act("ListingImposed", "A", "effective", "2020-01-01", "XXA", "TAL", "'status':'BANNED','list':'x'");
        assertThat(told.ask("XXA", "designation", "2020-01-01")).isEqualTo("DELISTED since 2020-01-01 by D4 of C");
    }

    @Test
    void two_acts_of_one_day_that_say_the_same_are_both_its_acts() {
        told.act("Recognised", "A", "effective", "2020-01-01", "XXA", "TAL", "")
                .act("Recognised", "B", "effective", "2020-01-01", "XXA", "TAL", "");
        assertThat(told.ask("XXA", "recognition", "2020-01-01")).isEqualTo("DE_JURE since 2020-01-01 by R1 of A B");
    }

    @Test
    void what_ends_an_act_of_the_same_day_comes_after_it_whatever_it_was_done_by() {
        told.act(
                "ListingLifted",
                "B",
                "effective",
                "2020-01-01",
                "XXA",
                "TAL",
                "'instrument':'spokesman','list':'x','ends':'A'");
        told.act(
                "ListingImposed",
                "A",
                "effective",
                "2020-01-01",
                "XXA",
                "TAL",
                "'status':'BANNED','instrument':'court','list':'x'");
        assertThat(told.ask("XXA", "designation", "2020-01-01")).isEqualTo("DELISTED since 2020-01-01 by D4 of B");
    }

    @Test
    void what_cannot_lie_after_what_it_ends_keeps_its_bounds() {
        told.act("ListingImposed", "A", "effective", "2020-01-10", "XXA", "TAL", "'status':'BANNED','list':'x'");
        told.act("ListingLifted", "B", "effective", "2020-01-05", "XXA", "TAL", "'list':'x','ends':'A'");
        assertThat(told.ask("XXA", "designation", "2020-01-07")).isEqualTo("DELISTED since 2020-01-05 by D4 of B");
        assertThat(told.ask("XXA", "designation", "2020-01-10")).isEqualTo("BANNED since 2020-01-10 by D1 of A");
    }

    @Test
    void what_names_a_merged_act_means_the_one_that_stayed() {
        told.act("Recognised", "OLD", "effective", "2010-05-01", "XXA", "TAL", "");
        told.act("Recognised", "YOUNG", "effective", "2010-05-01", "XXA", "TAL", "");
        told.add("{'type':'ActsMerged','id':'M','act':'OLD','merged':'YOUNG'}");
        told.act("RecognitionWithdrawn", "END", "effective", "2010", "XXA", "TAL", "'ends':'YOUNG'");
        assertThat(told.ask("XXA", "recognition", "2010-04-30")).isEqualTo("NO_DATA");
    }

    @Test
    void a_higher_level_stands_when_a_lower_one_is_accepted_later_and_falls_when_it_is_set() {
        told.act(
                "CredentialsCopyPresented",
                "A",
                "effective",
                "2024-01-01",
                "XXA",
                "TAL",
                "'sender':'TAL','receiver':'XXA'");
        told.act("ChargeAccepted", "B", "effective", "2024-02-01", "XXA", "TAL", "'sender':'TAL','receiver':'XXA'");
        assertThat(told.ask("XXA", "representation_received", "2024-03-01"))
                .isEqualTo("AMBASSADOR_COPY since 2024-01-01 by P1.3 of A");
        told.act(
                "RepresentationDowngraded",
                "C",
                "effective",
                "2024-04-01",
                "XXA",
                "TAL",
                "'sender':'TAL','receiver':'XXA','level':'CHARGE'");
        assertThat(told.ask("XXA", "representation_received", "2024-05-01"))
                .isEqualTo("CHARGE since 2024-04-01 by P3.1 of C");
    }

    @Test
    void no_one_stands_toward_himself() {
        kabul();
        told.act("Recognised", "A", "effective", "2024-01-01", "TAL", "AFG", "");
        assertThat(StanceHistory.told(told.ask("TAL", "TAL", "recognition", "2024-03-01", "2026-07-01")))
                .isEqualTo("NO_DATA");
    }

    @Test
    void a_dyad_of_ten_thousand_acts_each_of_which_ends_the_one_before_is_folded() {
        for (int i = 0; i < 10_000; i++) {
            String day = LocalDate.of(1990, 1, 1).plusDays(i).toString();
            told.act(
                    i % 2 == 0 ? "ListingImposed" : "ListingLifted",
                    "A" + i,
                    "effective",
                    day,
                    "XXA",
                    "TAL",
                    (i % 2 == 0 ? "'status':'BANNED'," : "") + "'list':'x'"
                            + (i == 0 ? "" : ",'ends':'A" + (i - 1) + "'"));
        }
        List<Revision> visible = told.events().stream()
                .flatMap(e -> new Dossier(e.id(), List.of(e)).latest().stream())
                .toList();
        var cells = StanceFold.fold(TestRulebooks.read("1.0"), "XXA", "TAL", visible, Instant.MAX);
        assertThat(cells.getOrDefault("designation", new TreeMap<>())).hasSize(10_000);
    }

    // ------------------------------------------------------------------- what fades, what is a set, what is counted

    @Test
    void a_strike_fades_after_a_year_and_an_accusation_does_not_cover_it_meanwhile() {
        told.act("StrikeMade", "A1", "effective", "2024-03-18", "PAK", "TAL", "")
                .act("AccusationMade", "A2", "effective", "2024-09-01", "PAK", "TAL", "");
        assertThat(told.ask("PAK", "security", "2024-10-01")).isEqualTo("STRIKES since 2024-03-18 by K1 of A1");
        assertThat(told.ask("PAK", "security", "2025-03-17")).isEqualTo("STRIKES since 2024-03-18 by K1 of A1");
        assertThat(told.ask("PAK", "security", "2025-03-18")).isEqualTo("NEUTRAL since 2025-03-18 by K1 of A1");
        told.act("AccusationMade", "A3", "effective", "2025-10-01", "PAK", "TAL", "");
        assertThat(told.ask("PAK", "security", "2025-10-02")).isEqualTo("ACCUSATIONS since 2025-10-01 by K4 of A3");
    }

    @Test
    void the_same_again_renews_what_fades() {
        told.act("StrikeMade", "A1", "effective", "2024-03-18", "PAK", "TAL", "")
                .act("StrikeMade", "A2", "effective", "2024-12-24", "PAK", "TAL", "");
        assertThat(told.ask("PAK", "security", "2025-06-01")).isEqualTo("STRIKES since 2024-12-24 by K1 of A2");
        assertThat(told.ask("PAK", "security", "2025-12-24")).isEqualTo("NEUTRAL since 2025-12-24 by K1 of A2");
    }

    @Test
    void conditions_are_a_set_that_acts_add_to_and_take_from() {
        told.act(
                        "ConditionsSet",
                        "C1",
                        "effective",
                        "2021-09-03",
                        "EU",
                        "TAL",
                        "'conditions': ['women_rights', 'drugs']")
                .act("ConditionsMet", "C2", "effective", "2023-01-10", "EU", "TAL", "'conditions': ['drugs']");
        assertThat(value("EU", "conditionality", "2021-09-02")).isNull();
        assertThat(String.valueOf(value("EU", "conditionality", "2021-09-03")))
                .isEqualTo("[\"women_rights\",\"drugs\"]");
        assertThat(String.valueOf(value("EU", "conditionality", "2023-01-10"))).isEqualTo("[\"women_rights\"]");
        told.act("ConditionsDropped", "C3", "effective", "2024-01", "EU", "TAL", "'conditions': ['women_rights']");
        JsonNode open = Objects.requireNonNull(told.ask("EU", "TAL", "conditionality", "2024-01-15", "2026-07-01"));
        assertThat(Stance.texts(open, "alternatives")).containsExactly("women_rights");
        assertThat(Stance.texts(open, "surely")).isEmpty();
        assertThat(String.valueOf(value("EU", "conditionality", "2024-02-01"))).isEqualTo("[]");
    }

    private @org.jspecify.annotations.Nullable JsonNode value(String actor, String dimension, String day) {
        JsonNode answer = told.ask(actor, "TAL", dimension, day, "2026-07-01");
        return answer == null ? null : answer.get("value");
    }

    @Test
    void a_meeting_counts_for_a_year_for_both_sides_and_once() {
        told.act(
                "MeetingHeld",
                "M1",
                "effective",
                "2024-01-10",
                "RUS",
                "TAL",
                "'format': 'bilateral', 'level': 'envoy'");
        assertThat(in("RUS", "TAL", "M1", "2024-01-09")).isEqualTo("none");
        assertThat(in("RUS", "TAL", "M1", "2024-01-10")).isEqualTo("sure");
        assertThat(in("TAL", "RUS", "M1", "2025-01-09")).isEqualTo("sure");
        assertThat(in("RUS", "TAL", "M1", "2025-01-10")).isEqualTo("past");
    }

    @Test
    void a_meeting_of_some_day_of_a_month_counts_possibly_at_both_ends() {
        told.act("VisitMade", "V1", "effective", "2024-01", "RUS", "TAL", "");
        assertThat(in("RUS", "TAL", "V1", "2024-01-15")).isEqualTo("possible");
        assertThat(in("RUS", "TAL", "V1", "2024-01-31")).isEqualTo("sure");
        assertThat(in("RUS", "TAL", "V1", "2024-12-31")).isEqualTo("sure");
        assertThat(in("RUS", "TAL", "V1", "2025-01-15")).isEqualTo("possible");
        assertThat(in("RUS", "TAL", "V1", "2025-01-31")).isEqualTo("past");
    }

    private String in(String actor, String subject, String act, String day) {
        JsonNode cell = told.ask(actor, subject, "engagement|" + act, day, "2026-07-01");
        return cell == null ? "none" : cell.path("in").asString();
    }

    @Test
    void a_seat_counts_from_when_it_is_known_and_possibly_where_sources_conflict() {
        told.add("{'type': 'MeetingHeld', 'id': 'R1', 'phase': 'effective', 'valid': '2024-10-04', 'known':"
                + " '2024-10-04', 'actors': [{'id': 'RUS'}], 'seats': [{'entity': 'RUS', 'role': 'host'},"
                + " {'entity': 'TAL', 'role': 'guest'}, {'entity': 'USA', 'role': 'absent'}, {'entity': 'TJK',"
                + " 'role': 'participant', 'certainty': 'POSSIBLE'}, {'entity': 'TKM', 'role': 'participant',"
                + " 'known': '2024-11-01'}]}");
        assertThat(in("RUS", "TAL", "R1", "2024-10-05")).isEqualTo("sure");
        assertThat(in("USA", "TAL", "R1", "2024-10-05")).isEqualTo("none");
        assertThat(in("TJK", "TAL", "R1", "2024-10-05")).isEqualTo("possible");
        assertThat(told.ask("TKM", "TAL", "engagement|R1", "2024-10-05", "2024-10-31"))
                .isNull();
        assertThat(told.ask("TKM", "TAL", "engagement|R1", "2024-10-05", "2024-11-01"))
                .isNotNull();
    }

    @Test
    void the_profile_is_the_first_row_that_holds_and_open_where_what_it_reads_is() {
        told.act("ListingImposed", "L1", "effective", "2005-03-15", "KAZ", "TAL", "'list': 'one', 'status': 'BANNED'");
        assertThat(String.valueOf(value("KAZ", "profile", "2006-01-01"))).isEqualTo("\"HOSTILE\"");
        told.act("ChargeAccepted", "C1", "effective", "2024-08", "KAZ", "TAL", "'sender': 'TAL', 'receiver': 'KAZ'");
        JsonNode open = Objects.requireNonNull(told.ask("KAZ", "TAL", "profile", "2024-08-15", "2026-07-01"));
        assertThat(Stance.texts(open, "alternatives")).containsExactly("PRAGMATIC", "HOSTILE");
        assertThat(String.valueOf(value("KAZ", "profile", "2024-09-01"))).isEqualTo("\"PRAGMATIC\"");
    }
}
