package org.geotimeline.imports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.geotimeline.imports.SpooledBody;
import org.junit.jupiter.api.Test;

class RowsTest {

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> all(Rows rows) throws IOException {
        var all = new ArrayList<Row>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    private static Rows xml(String text) throws IOException {
        return new XmlRows(body(text), "LIST", Set.of("ENTRY"));
    }

    @Test
    void elements_are_rows_and_the_texts_below_them_fields() throws IOException {
        Rows rows = xml("""
            <LIST made="2020-01-01">
              <ENTRY><NAME> A   B </NAME><ALIAS><OTHER>C</OTHER></ALIAS><ALIAS><OTHER>D &amp; E</OTHER></ALIAS></ENTRY>
            </LIST>\
            """);
        assertThat(rows.heading("made")).isEqualTo("2020-01-01");
        Row row = all(rows).getFirst();
        assertThat(row.line()).isEqualTo(2);
        assertThat(row.one("NAME")).isEqualTo("A B");
        assertThat(row.all("ALIAS/OTHER")).containsExactly("C", "D & E");
        assertThat(row.original())
                .contains("<OTHER>D &amp; E</OTHER>")
                .startsWith("<ENTRY>")
                .endsWith("</ENTRY>");
    }

    @Test
    void a_document_that_breaks_off_is_cut_short() throws IOException {
        Rows rows = xml("<LIST><ENTRY><NAME>A</NAME></ENTRY><ENTRY>");
        assertThat(rows.next()).isNotNull();
        assertThatThrownBy(rows::next).isInstanceOf(CutShort.class).hasMessageContaining("line 1");
    }

    @Test
    void a_document_type_is_refused_so_that_no_entity_is_resolved() {
        assertThatThrownBy(() -> xml("""
            <!DOCTYPE LIST [<!ENTITY secret SYSTEM "file:///etc/hostname">]><LIST><ENTRY>&secret;</ENTRY></LIST>\
            """)).isInstanceOf(AnotherFormat.class).hasMessageContaining("document" + " type");
    }

    @Test
    void another_root_is_another_format() {
        assertThatThrownBy(() -> xml("<OTHER/>")).isInstanceOf(AnotherFormat.class);
    }

    @Test
    void an_entry_without_end_is_turned_down_and_not_held() throws IOException {
        Row row = all(xml("<LIST><ENTRY><NAME>" + "x".repeat(2 * XmlRows.MAX_ENTRY_CHARS) + "</NAME></ENTRY></LIST>"))
                .getFirst();
        assertThat(row.fault()).isNotNull();
        assertThat(row.original().length()).isLessThanOrEqualTo(XmlRows.MAX_ENTRY_CHARS);
    }

    @Test
    void rows_of_csv_know_their_line_and_a_row_of_another_width_is_turned_down() throws IOException {
        List<Row> rows = all(new CsvRows(body("\uFEFFa,b\n1,\"two\nlines\"\n3\n4,5\n"), Set.of("a", "b")));
        assertThat(rows).extracting(Row::line).containsExactly(2L, 4L, 5L);
        assertThat(rows.get(0).one("b")).isEqualTo("two lines");
        assertThat(rows.get(1).fault()).hasMessage("the row has 1 fields, and the first line names 2");
        assertThat(rows.get(2).original()).isEqualTo("4,5");
    }

    @Test
    void a_quote_that_never_ends_is_a_body_cut_short() {
        assertThatThrownBy(() -> all(new CsvRows(body("a\n\"x"), Set.of("a")))).isInstanceOf(CutShort.class);
    }

    @Test
    void a_byte_order_mark_is_no_text_whether_the_first_name_is_quoted_or_not() throws IOException {
        for (String head : List.of("\uFEFF\"a\",\"b\"", "\uFEFFa,b", "\"a\",b", "\u00A0a\u200B , b\t")) {
            assertThat(all(new CsvRows(body(head + "\r\n\"1\",2\r\n"), Set.of("a", "b"))))
                    .extracting(row -> row.one("a") + row.one("b"))
                    .containsExactly("12");
        }
    }

    @Test
    void a_wrong_quotation_mark_costs_the_row_in_which_it_stands() throws IOException {
        String good = "1,\"x\",y\n";
        var bad = Map.of(
                "2,\"Called \"the Envoy\" by some\",y\n", 1,
                "2,\"opened,y\n", 1,
                "2,\"opened\nand, \"closed\" wrongly\",y\n", 2,
                "2,x\"y\",z\n", 0,
                "2,5\" gun,z\n", 0,
                "2,\"He said \"\"no\"\"\",z\n", 0,
                "2,\"two\nlines\",z\n", 0,
                "2,\"three\n\nlines, \"\"quoted\"\"\n\",z\n", 0);
        bad.forEach((row, faulty) -> {
            try {
                List<Row> rows = all(new CsvRows(body("a,b,c\n" + good + row + good + good), Set.of("a")));
                List<Row> whole =
                        rows.stream().filter(one -> one.fault() == null).toList();
                assertThat(rows.size() - whole.size()).as(row).isEqualTo(faulty);
                assertThat(whole).as(row).hasSize(faulty == 0 ? 4 : 3);
                assertThat(rows.get(1).line()).as(row).isEqualTo(3);
                assertThat(rows.getLast().line())
                        .isEqualTo(4 + row.chars().filter(c -> c == '\n').count());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void a_body_that_ends_within_its_last_row_is_cut_short_and_one_with_a_stray_mark_before_whole_rows_is_not()
            throws IOException {
        for (String end : List.of("2,\"x", "2,\"x\nmore", "2,\"x\nmore,\"\"text\n")) {
            assertThatThrownBy(() -> all(new CsvRows(body("a,b,c\n1,x,y\n" + end), Set.of("a"))))
                    .as(end)
                    .isInstanceOf(CutShort.class);
        }
        assertThat(all(new CsvRows(body("a,b,c\n1,\"x,y\n2,x,y\n3,x,y\n"), Set.of("a"))))
                .hasSize(3);
    }

    @Test
    void a_row_without_end_is_turned_down_and_not_held() throws IOException {
        String text = "a,b\n1," + "x".repeat(3 * CsvLines.MAX_CHARS) + "\n2,y\n";
        List<Row> rows = all(new CsvRows(body(text), Set.of("a")));
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().fault()).isNotNull();
        assertThat(rows.getFirst().original().length()).isLessThanOrEqualTo(CsvLines.MAX_CHARS);
    }

    @Test
    void white_space_of_any_kind_around_a_value_is_not_part_of_it_and_an_invisible_value_is_none() throws IOException {
        Row row = all(new CsvRows(body("a,b\n\u00A0NBi.012\u202F,\u200B\u3164\n"), Set.of("a")))
                .getFirst();
        assertThat(row.one("a")).isEqualTo("NBi.012");
        assertThat(row.all("b")).isEmpty();
    }

    @Test
    void what_is_not_utf8_or_lacks_a_column_is_another_format() {
        var latin = new ByteArrayInputStream("a\nJos\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> all(new CsvRows(latin, Set.of("a")))).isInstanceOf(AnotherFormat.class);
        assertThatThrownBy(() -> new CsvRows(body("a\n"), Set.of("b")))
                .isInstanceOf(AnotherFormat.class)
                .hasMessageContaining("no column b");
    }

    @Test
    void a_body_is_unpacked_where_it_is_packed_and_never_without_bound() throws IOException {
        byte[] packed = packed("a\n" + "1\n".repeat(1_000));
        SpooledBody body = SpooledBody.of(new ByteArrayInputStream(packed), 10_000);
        try {
            try (InputStream in = body.open(10_000)) {
                assertThat(all(new CsvRows(in, Set.of("a")))).hasSize(1_000);
            }
            try (InputStream in = body.open(100)) {
                assertThatThrownBy(in::readAllBytes).isInstanceOf(AnotherFormat.class);
            }
        } finally {
            body.delete();
        }
        assertThat(Files.exists(body.file())).isFalse();
        assertThatThrownBy(() -> SpooledBody.of(new ByteArrayInputStream(packed), 10))
                .isInstanceOf(SpooledBody.TooLarge.class);
    }

    @Test
    void a_packed_body_that_breaks_off_is_seen() throws IOException {
        byte[] packed = packed("a\n1\n");
        SpooledBody body = SpooledBody.of(new ByteArrayInputStream(Arrays.copyOf(packed, packed.length - 6)), 1_000);
        try (InputStream in = body.open(1_000)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(EOFException.class);
        } finally {
            body.delete();
        }
    }

    private static byte[] packed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
