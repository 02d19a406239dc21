package org.geotimeline.question;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.geotimeline.api.http.AcceptedTypes;
import org.geotimeline.text.Formulas;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How an answer is written as a file. Its head states the question, the clocks, and whether the file is complete. */
enum FileFormat {
    JSON("application/json") {
        @Override
        void write(WholeAnswer answer, Writer to, JsonMapper json) throws IOException {
            ObjectNode whole = head(answer);
            if (answer.body().has("totals")) {
                whole.set("totals", answer.body().get("totals"));
            }
            var rows = whole.putArray("rows");
            answer.rows().forEach(rows::add);
            to.write(json.writeValueAsString(whole));
            to.write('\n');
        }
    },
    NDJSON("application/x-ndjson") {
        @Override
        void write(WholeAnswer answer, Writer to, JsonMapper json) throws IOException {
            ObjectNode first = Questions.object();
            first.set("export", head(answer));
            to.write(json.writeValueAsString(first));
            to.write('\n');
            for (ObjectNode row : answer.rows()) {
                to.write(json.writeValueAsString(row));
                to.write('\n');
            }
        }
    },
    CSV("text/csv; charset=utf-8") {
        @Override
        void write(WholeAnswer answer, Writer to, JsonMapper json) throws IOException {
            ObjectNode head = head(answer);
            for (Map.Entry<String, JsonNode> line : flat(head).entrySet()) {
                to.write("# %s: %s\r\n".formatted(line.getKey(), oneLine(line.getValue())));
            }
            List<Map<String, JsonNode>> rows =
                    answer.rows().stream().map(FileFormat::flat).toList();
            var columns = new LinkedHashSet<String>();
            rows.forEach(row -> columns.addAll(row.keySet()));
            var lines = new StringWriter();
            CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(lines);
            csv.writeRecord(columns.toArray(String[]::new));
            for (Map<String, JsonNode> row : rows) {
                csv.writeRecord(columns.stream()
                        .map(column -> Optional.ofNullable(row.get(column))
                                .map(FileFormat::cell)
                                .orElse(""))
                        .toArray(String[]::new));
            }
            csv.close();
            to.write(lines.toString());
        }
    };

    private static final List<FileFormat> BY_PREFERENCE = List.of(JSON, NDJSON, CSV);

    private final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract void write(WholeAnswer answer, Writer to, JsonMapper json) throws IOException;

    String mediaType() {
        return mediaType;
    }

    String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** The media type without parameters. */
    private MediaType type() {
        MediaType written = MediaType.parseMediaType(mediaType);
        return new MediaType(written.getType(), written.getSubtype());
    }

    /**
     * The format that the reader prefers; the usual answer is in JSON.
     *
     * @throws HttpMediaTypeNotAcceptableException if the reader accepts no format
     */
    static FileFormat preferred(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> offered = BY_PREFERENCE.stream().map(FileFormat::type).toList();
        return BY_PREFERENCE.get(offered.indexOf(AcceptedTypes.preferred(request, offered)));
    }

    static Optional<FileFormat> of(String path) {
        for (FileFormat format : values()) {
            if (path.endsWith(format.suffix())) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The suffix of a format at the end of a path; empty if there is none. */
    static String suffixOf(String path) {
        return of(path).map(FileFormat::suffix).orElse("");
    }

    private static ObjectNode head(WholeAnswer answer) {
        ObjectNode head = Questions.object();
        head.put("question", answer.pinned().toString());
        for (String field : List.of("asOf", "rulebook", "view", "summary")) {
            if (answer.body().has(field)) {
                head.set(field, answer.body().get(field));
            }
        }
        head.put("count", answer.rows().size()).put("complete", answer.complete());
        return head;
    }

    /** A text map is a column each language, a list of texts one column; anything deeper stays JSON. */
    private static Map<String, JsonNode> flat(ObjectNode row) {
        var flat = new LinkedHashMap<String, JsonNode>();
        row.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                inner.properties().forEach(f -> flat.put(field.getKey() + "." + f.getKey(), f.getValue()));
            } else {
                flat.put(field.getKey(), field.getValue());
            }
        });
        return flat;
    }

    private static String oneLine(JsonNode value) {
        return value.asString(value.toString()).replaceAll("[\\r\\n]+", " ");
    }

    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isNumber() || value.isBoolean()) {
            return value.asString();
        }
        boolean texts = value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode);
        String text = texts
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining("|"))
                : value.isString() ? value.stringValue() : value.toString();
        return Formulas.harmless(text);
    }
}
