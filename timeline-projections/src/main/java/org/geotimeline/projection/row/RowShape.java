package org.geotimeline.projection.row;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a row, and the way between a row and the answer that a projection stores for a cell. An answer has no key
 * values and nothing that the name of its cell says: those stand beside it.
 *
 * @param <R> a record with {@link Row} whose components have {@link Meaning}
 */
public final class RowShape<R extends Record> {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Class<R> type;
    private final List<RowField> fields;
    private final Set<String> names;
    private final Optional<String> open;
    private final ObjectReader reader;

    private RowShape(Class<R> type) {
        this.type = type;
        this.fields = fields(type).toList();
        this.names = fields.stream().map(RowField::name).collect(Collectors.toUnmodifiableSet());
        this.open = fields.stream().filter(RowField::isOpen).map(RowField::name).findFirst();
        this.reader = JSON.readerFor(type);
    }

    private static Stream<RowField> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.isAnnotationPresent(Beside.class)
                        ? fields(component.getType())
                        : Stream.of(RowField.of(component)));
    }

    public static <R extends Record> RowShape<R> of(Class<R> type) {
        return new RowShape<>(type);
    }

    public Class<R> type() {
        return type;
    }

    public List<RowField> fields() {
        return fields;
    }

    /** What one row says, as a sentence. */
    public String meaning() {
        Row row = type.getAnnotation(Row.class);
        return row == null ? "" : row.meaning();
    }

    /** The answer without what stands beside it. */
    public ObjectNode stored(R row) {
        ObjectNode answer = JSON.valueToTree(row);
        fields.stream().filter(field -> !field.isStored()).forEach(field -> answer.remove(field.name()));
        return answer;
    }

    /**
     * The row of a cell.
     *
     * @param keys the key value of the timeline under a name
     */
    public R read(UnaryOperator<String> keys, String cell, JsonNode answer) {
        ObjectNode row = ((ObjectNode) answer).objectNode();
        row.setAll((ObjectNode) answer);
        for (RowField field : fields) {
            CellName named = field.cellName();
            if (named != null) {
                row.put(field.name(), part(cell, named.part()));
            } else if (field.isKey()) {
                row.put(field.name(), keys.apply(field.name()));
            }
        }
        return reader.readValue(gathered(row));
    }

    /** The row of an answer that is stored whole. */
    public R read(JsonNode answer) {
        return reader.readValue(gathered((ObjectNode) answer));
    }

    /** The fields of an act gathered under the name of the component that holds them. */
    private ObjectNode gathered(ObjectNode row) {
        if (open.isEmpty()) {
            return row;
        }
        ObjectNode gathered = row.objectNode();
        ObjectNode rest = gathered.putObject(open.get());
        row.properties()
                .forEach(field ->
                        (names.contains(field.getKey()) ? gathered : rest).set(field.getKey(), field.getValue()));
        return gathered;
    }

    /** The row as JSON, with the fields of an act beside the others, in that order of names. */
    public static ObjectNode flat(Record row, Comparator<String> order) {
        var fields = new TreeMap<String, JsonNode>(order);
        flat(row, fields);
        ObjectNode flat = JSON.createObjectNode();
        fields.forEach(flat::set);
        return flat;
    }

    private static void flat(Record row, Map<String, JsonNode> fields) {
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            Object value = value(row, component);
            if (value instanceof Record inner && component.isAnnotationPresent(Beside.class)) {
                flat(inner, fields);
            } else if (value instanceof Map<?, ?> more && component.isAnnotationPresent(ActFields.class)) {
                more.forEach((name, field) -> fields.put((String) name, (JsonNode) field));
            } else if (value != null || !component.isAnnotationPresent(Absent.class)) {
                fields.put(component.getName(), value instanceof JsonNode node ? node : JSON.valueToTree(value));
            }
        }
    }

    private static @Nullable Object value(Record row, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read %s of %s".formatted(component.getName(), row.getClass()), e);
        }
    }

    private static @Nullable String part(String cell, int part) {
        if (part == 0) {
            return cell;
        }
        String[] parts = cell.split("\\|", -1);
        String text = part <= parts.length ? parts[part - 1] : "";
        return text.isEmpty() || text.equals("-") ? null : text;
    }
}
