package org.geotimeline.imports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.geotimeline.act.ActJson;
import org.geotimeline.imports.format.SnapshotFormat.Entry;
import org.geotimeline.imports.format.SnapshotFormat.Kind;
import org.geotimeline.imports.format.SnapshotFormat.Place;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UnConsolidatedTest {

    private static final String FILE = """
        <CONSOLIDATED_LIST dateGenerated="2020-11-30T20:31:19.923-05:00"><INDIVIDUALS><INDIVIDUAL>
          <DATAID>1</DATAID><FIRST_NAME>JOHN</FIRST_NAME><SECOND_NAME> Q </SECOND_NAME><THIRD_NAME/>
          <UN_LIST_TYPE>%s</UN_LIST_TYPE><REFERENCE_NUMBER>%s</REFERENCE_NUMBER><LISTED_ON>%s</LISTED_ON>
          <NAME_ORIGINAL_SCRIPT>جون</NAME_ORIGINAL_SCRIPT>
          <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Johnny</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
        </INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>\
        """;

    private final UnConsolidated format = new UnConsolidated();

    private Rows open(String list, String reference, String listedOn) throws IOException {
        String file = FILE.formatted(list, reference, listedOn);
        return format.open(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    private Row row(String list, String reference, String listedOn) throws IOException {
        return Objects.requireNonNull(open(list, reference, listedOn).next());
    }

    @Test
    void a_snapshot_speaks_of_its_day_in_utc() throws Exception {
        assertThat(format.day(open("Taliban", "TAi.1", ""))).isEqualTo(LocalDate.parse("2020-12-01"));
    }

    @Test
    void lists_that_are_on_file_keep_their_names() throws Exception {
        assertThat(format.place(row("Taliban", "TAi.1", "")))
                .isEqualTo(new Place("un-1988", "Taliban", "TAi.1", Kind.INDIVIDUAL));
        assertThat(format.place(row("Al-Qaida", "QDi.1", "")).list()).isEqualTo("un-1267-1989");
        assertThat(format.place(row("South Sudan", "SSi.1", "")).list()).isEqualTo("un-south-sudan");
    }

    @Test
    void an_entry_registers_whom_it_names_with_all_names() throws Exception {
        Entry entry = format.entry(row("Taliban", "TAi.1", "2001-01-25-05:00"));
        assertThat(entry.listedOn()).isEqualTo("2001-01-25");
        ObjectNode actor = entry.registrations().getFirst().body();
        ActJson.read(actor.put("known", "2020-12-01").put("dataset", format.name()));
        assertThat(actor.path("actor").asString()).isEqualTo("un-TAi.1");
        assertThat(actor.path("kind").asString()).isEqualTo("person");
        assertThat(actor.path("codes").path("un").asString()).isEqualTo("TAi.1");
        assertThat(actor.path("names").toString())
                .isEqualTo("[{\"lang\":\"en\",\"text\":\"JOHN"
                        + " Q\",\"kind\":\"short\"},{\"lang\":\"ar\",\"text\":\"جون\",\"kind\":\"official\"},"
                        + "{\"lang\":\"en\",\"text\":\"Johnny\",\"kind\":\"alias\"}]");
    }

    @Test
    void an_entry_without_a_reference_is_turned_down() {
        assertThatThrownBy(() -> format.place(row("Taliban", "", "")))
                .isInstanceOf(Unreadable.class)
                .hasMessage("REFERENCE_NUMBER is empty");
    }

    @Test
    void white_space_of_any_kind_around_a_reference_is_not_part_of_it() throws Exception {
        assertThat(format.place(row("Taliban", "TAi.1\u00A0", "")).reference()).isEqualTo("TAi.1");
    }

    @Test
    void an_entry_whose_reference_cannot_be_an_id_cannot_be_filed() {
        assertThatThrownBy(() -> format.place(row("Taliban", "TAi.1\u00A02", "")))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("'un-TAi.1 2' is not an actor's id");
    }

    @Test
    void an_entry_bears_the_names_that_it_has_and_at_least_its_reference() throws Exception {
        assertThat(names("<NAME_ORIGINAL_SCRIPT>علی نمونه</NAME_ORIGINAL_SCRIPT>"))
                .containsExactly("علی نمونه");
        assertThat(
                        names(
                                "<FIRST_NAME>\u200B</FIRST_NAME><INDIVIDUAL_ALIAS><ALIAS_NAME>Ali</ALIAS_NAME></INDIVIDUAL_ALIAS>"))
                .containsExactly("Ali");
        assertThat(names("<FIRST_NAME>\u00A0\u2060</FIRST_NAME>")).containsExactly("OSi.1");
    }

    private List<String> names(String elements) throws Exception {
        String file = """
            <CONSOLIDATED_LIST dateGenerated="2020-11-30T20:31:19Z"><INDIVIDUALS><INDIVIDUAL>%s<UN_LIST_TYPE>L</UN_LIST_TYPE>\
            <REFERENCE_NUMBER>OSi.1</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>\
            """.formatted(elements);
        Row row = Objects.requireNonNull(format.open(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .next());
        return format.entry(row)
                .registrations()
                .getFirst()
                .body()
                .path("names")
                .valueStream()
                .map(name -> name.path("text").asString())
                .toList();
    }

    @Test
    void letters_tell_pashto_persian_arabic_and_others_apart() {
        assertThat(UnConsolidated.language("ځلمی")).isEqualTo("ps");
        assertThat(UnConsolidated.language("گل محمد")).isEqualTo("fa");
        assertThat(UnConsolidated.language("محمد")).isEqualTo("ar");
        assertThat(UnConsolidated.language("김영철")).isEqualTo("ko");
        assertThat(UnConsolidated.language("Иван")).isEqualTo("ru");
        assertThat(UnConsolidated.language("1 John")).isEqualTo("en");
    }
}
