package org.geotimeline.json;

import java.util.Collection;
import java.util.function.Function;
import org.geotimeline.json.RecordShape.Field;
import org.geotimeline.json.RecordShape.Flat;
import org.geotimeline.json.RecordShape.Part;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes records as JSON that {@link RecordReader} reads; absent fields and empty lists are left out. */
public final class RecordWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Function<Object, @Nullable JsonNode> special;

    /** @param special the JSON of values that are no record, list or word; null for any other value */
    public RecordWriter(Function<Object, @Nullable JsonNode> special) {
        this.special = special;
    }

    /** Adds the fields of a record to an object. */
    public void write(Object record, ObjectNode into) {
        for (Part part : RecordShape.of(record.getClass()).parts()) {
            Object value = part.get(record);
            switch (part) {
                case Flat flat -> flat(value, into);
                case Field field -> field(field.name(), value, into);
            }
        }
    }

    private void flat(@Nullable Object value, ObjectNode into) {
        if (value != null) {
            write(value, into);
        }
    }

    private void field(String name, @Nullable Object value, ObjectNode into) {
        JsonNode node = value == null ? null : node(value);
        if (node != null) {
            into.set(name, node);
        }
    }

    private @Nullable JsonNode node(Object value) {
        JsonNode own = special.apply(value);
        if (own != null) {
            return own;
        }
        return switch (value) {
            case ObjectNode object -> object.deepCopy();
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Collection<?> list -> list.isEmpty() ? null : array(list);
            case Record record when !(record instanceof Word) -> object(record);
            default -> NODES.stringNode(value.toString());
        };
    }

    private ObjectNode object(Record record) {
        ObjectNode object = NODES.objectNode();
        write(record, object);
        return object;
    }

    private ArrayNode array(Collection<?> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(one -> array.add(node(one)));
        return array;
    }
}
