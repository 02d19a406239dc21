package org.geotimeline.imports.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comma-separated rows in UTF-8 below a line of column names. */
final class CsvRows implements Rows {

    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;

    /** @param needed the columns that the file must have; it may have others */
    CsvRows(InputStream body, Set<String> needed) throws IOException {
        var utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(new InputStreamReader(body, utf8))
                .iterator();
        CsvRecord head = read();
        if (head == null) {
            throw new CutShort("the body is empty");
        }
        this.columns = head.getFields().stream()
                .map(name -> name.replace("\uFEFF", "").strip())
                .toList();
        List<String> missing =
                needed.stream().filter(name -> !columns.contains(name)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new AnotherFormat("its first line names no column %s".formatted(String.join(", ", missing)));
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        CsvRecord csv = read();
        if (csv == null) {
            return null;
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(columns.size(), csv.getFieldCount()); i++) {
            fields.put(columns.get(i), List.of(csv.getField(i)));
        }
        Unreadable fault = csv.getFieldCount() == columns.size()
                ? null
                : new Unreadable(
                        columns.get(Math.min(csv.getFieldCount(), columns.size()) - 1),
                        "the row has %d fields, and the first line names %d"
                                .formatted(csv.getFieldCount(), columns.size()));
        return new Row(csv.getStartingLineNumber(), text(csv), fields, fault);
    }

    private @Nullable CsvRecord read() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException broken) {
            throw new CutShort(String.valueOf(broken.getMessage()));
        } catch (UncheckedIOException broken) {
            if (broken.getCause() instanceof CharacterCodingException) {
                throw new AnotherFormat("the body is not UTF-8");
            }
            throw broken.getCause();
        }
    }

    private static String text(CsvRecord csv) {
        var text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(csv.getFields());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().strip();
    }

    @Override
    public String heading(String name) {
        return "";
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
