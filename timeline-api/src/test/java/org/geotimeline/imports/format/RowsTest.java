package org.geotimeline.imports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
