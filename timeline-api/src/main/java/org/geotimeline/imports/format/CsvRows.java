package org.geotimeline.imports.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geotimeline.imports.format.CsvLines.Line;
import org.geotimeline.text.Visible;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated rows in UTF-8 below a line of column names. A wrong quotation mark costs the row in which it stands: if the text
 * behind it makes no row up to its end, the next line begins the next row.
 */
final class CsvRows implements Rows {

    private static final CsvReader.CsvReaderBuilder READER = CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false);

    private final CsvLines lines;
    private final List<String> columns;
    private long lastGivenBack;

    /** @param needed the columns that the file must have; it may have others */
    CsvRows(InputStream body, Set<String> needed) throws IOException {
        this.lines = new CsvLines(body);
        Line head = nextLine();
        if (head == null) {
            throw new CutShort("the body is empty");
        }
        List<String> names = fields(head.text());
        if (names == null) {
            throw new CutShort("its first line has a wrong quotation mark");
        }
        this.columns = names.stream().map(Visible::trimmed).toList();
        List<String> missing =
                needed.stream().filter(name -> !columns.contains(name)).sorted().toList();
        if (!missing.isEmpty()) {
            throw new AnotherFormat("its first line names no column %s".formatted(String.join(", ", missing)));
        }
    }

    /** The next line that is not empty. */
    private @Nullable Line nextLine() throws IOException {
        Line line = lines.next();
        while (line != null && line.text().isEmpty()) {
            line = lines.next();
        }
        return line;
    }

    @Override
    public @Nullable Row next() throws IOException {
        Line first = nextLine();
        return first == null ? null : row(first);
    }

    private Row row(Line first) throws IOException {
        if (first.isTooLong()) {
            return faulty(first, "the row is longer than %d characters".formatted(CsvLines.MAX_CHARS));
        }
        var quotes = new CsvQuotes();
        quotes.read(first.text());
        if (!quotes.isOpen()) {
            return row(first, first.text());
        }
        var more = new ArrayList<Line>();
        String record = ahead(first, quotes, more);
        if (record != null) {
            return row(first, record);
        }
        lines.giveBack(more);
        lastGivenBack = more.isEmpty() ? lastGivenBack : more.getLast().number();
        return faulty(first, "a quotation mark is opened and not closed, or is closed in the middle of a field");
    }

    /**
     * The record of several lines that begins with this line; null if the quotation mark ends no field that makes a whole row.
     *
     * @param more the lines that were read behind the first
     * @throws CutShort if the body ends within the record, and no whole row follows
     */
    private @Nullable String ahead(Line first, CsvQuotes quotes, List<Line> more) throws IOException {
        var record = new StringBuilder(first.text());
        while (quotes.isOpen() && record.length() < CsvLines.MAX_CHARS) {
            Line line = lines.next();
            if (line == null) {
                boolean isStray = more.stream().anyMatch(one -> isWhole(one.text()));
                if (isStray) {
                    return null;
                }
                throw new CutShort("the quotation mark in line %d is never closed".formatted(first.number()));
            }
            more.add(line);
            record.append('\n').append(line.text());
            quotes.read(line.text());
        }
        boolean isRow = !quotes.isOpen() && !quotes.isWrong() && isWhole(record.toString());
        return isRow ? record.toString() : null;
    }

    private boolean isWhole(String record) {
        List<String> fields = fields(record);
        return fields != null && fields.size() == columns.size();
    }

    /** The fields of one record; null if a quotation mark is wrong. */
    private static @Nullable List<String> fields(String record) {
        try (CloseableIterator<CsvRecord> records = READER.ofCsvRecord(record).iterator()) {
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (CsvParseException wrong) {
            return null;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Row row(Line first, String record) {
        List<String> given = fields(record);
        if (given == null) {
            return faulty(first, "a quotation mark is closed in the middle of a field; within a field write it twice");
        }
        if (first.number() <= lastGivenBack && given.stream().anyMatch(field -> field.indexOf('"') >= 0)) {
            return faulty(
                    first, "the line has a quotation mark, and may be the rest of the row above, whose mark is wrong");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(columns.size(), given.size()); i++) {
            fields.put(columns.get(i), List.of(given.get(i)));
        }
        Unreadable fault = given.size() == columns.size()
                ? null
                : new Unreadable(
                        columns.get(Math.min(given.size(), columns.size()) - 1),
                        "the row has %d fields, and the first line names %d".formatted(given.size(), columns.size()));
        return new Row(first.number(), record, fields, fault);
    }

    private static Row faulty(Line first, String sentence) {
        return new Row(first.number(), first.text(), Map.of(), new Unreadable("", sentence));
    }

    @Override
    public String heading(String name) {
        return "";
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
