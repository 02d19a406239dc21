package org.geotimeline.act;

import static java.util.Map.entry;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.geotimeline.json.Flattened;
import org.geotimeline.json.Patch;
import org.geotimeline.json.RecordReader;
import org.geotimeline.json.RecordShape;
import org.geotimeline.json.RecordShape.Field;
import org.geotimeline.json.Word;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a type of act, from the shape by which its bodies are read. */
final class Schemas {

    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Lists that the records themselves refuse when they are shorter. */
    private static final Map<String, Integer> FEWEST = Map.of("actors", 1, "into", 2);

    /** What fields mean that their name alone does not say; the same word means the same in every act. */
    private static final Map<String, String> DESCRIBED = Map.ofEntries(
            entry("phase", "How far it had come: announced is not effective, and a claim is not a fact."),
            entry("valid", "When it was."),
            entry("effective", "The day on which it took effect, only where that is another than valid."),
            entry("known", "When it was made public; absent means when it is recorded."),
            entry("actors", "Who did it."),
            entry("subjects", "Toward whom or about what it is."),
            entry("instrument", "What it was done by."),
            entry("confidence", "A: first-hand or several sources; B: one good source; C: from memory."),
            entry("coder", "Who coded it: human, or the name of a machine feed."),
            entry("dataset", "The registered dataset that it comes from."),
            entry("sources", "Registered sources that tell of it."),
            entry("links", "How it stands to other acts; a link changes no phase."),
            entry("ends", "The act that this one ends, lifts, suspends or replaces."),
            entry("holdsOn", "With a link holds: the linked act still held on this day."),
            entry("unanchored", "True where the source itself says that what it ends or lifts is on no file."),
            entry("sender", "Whose envoy or mission it is."),
            entry("receiver", "Where the envoy or mission is."),
            entry("changes", "The fields that are otherwise than they stand; null takes a field away."),
            entry("into", "The acts that what was taken for one act turned out to be."),
            entry("merged", "The younger act, which redirects to the older for ever."),
            entry("event", "The id of the event whose payload was taken away."),
            entry("verdict", "What the report is in the eyes of who recorded it."),
            entry("saysValid", "The date that this source gives; only a correction moves the act's own."),
            entry("supersededBy", "The report that has the better of this one."),
            entry("codes", "What other code lists call it, by list."),
            entry("rulebook", "The whole document, with its id and version."));

    private Schemas() {}

    static ObjectNode of(ActType type) {
        var definitions = new TreeMap<String, ObjectNode>();
        RecordShape shape = RecordShape.of(type.record());
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", DRAFT);
        schema.put("$id", "/schemas/" + type.name() + "/" + type.version());
        schema.put("title", title(type.name()));
        schema.put("description", "An act of the family " + type.family() + ".");
        object(schema, shape, definitions);
        ((ObjectNode) schema.get("properties").get("type")).put("const", type.name());
        if (!definitions.isEmpty()) {
            ObjectNode defs = schema.putObject("$defs");
            definitions.forEach(defs::set);
        }
        return schema;
    }

    private static void object(ObjectNode schema, RecordShape shape, Map<String, ObjectNode> definitions) {
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        var required = NODES.arrayNode();
        if (Act.class.isAssignableFrom(shape.record())) {
            properties.putObject("type");
            required.add("type");
        }
        shape.fields().forEach(f -> property(f, properties, required, definitions));
        schema.set("required", required);
        schema.put("additionalProperties", false);
    }

    private static void property(
            Field field, ObjectNode properties, ArrayNode required, Map<String, ObjectNode> definitions) {
        ObjectNode schema = value(field.type(), definitions);
        properties.set(field.name(), schema);
        if (field.component().isAnnotationPresent(Patch.class)) {
            schema.put("minProperties", 1);
        }
        Integer fewest = FEWEST.get(field.name());
        if (fewest != null) {
            schema.put("minItems", fewest);
        }
        if (field.required() || fewest != null) {
            required.add(field.name());
        }
        String described = DESCRIBED.get(field.name());
        if (described != null && ofAnAct(field)) {
            schema.put("description", described);
        }
    }

    private static boolean ofAnAct(Field field) {
        Class<?> record = field.component().getDeclaringRecord();
        return Act.class.isAssignableFrom(record) || record.isAnnotationPresent(Flattened.class);
    }

    private static ObjectNode value(Type type, Map<String, ObjectNode> definitions) {
        ObjectNode schema = NODES.objectNode();
        if (type instanceof ParameterizedType list) {
            schema.put("type", "array");
            schema.put("maxItems", RecordReader.MAX_LIST_SIZE);
            schema.set("items", value(list.getActualTypeArguments()[0], definitions));
            return schema;
        }
        Class<?> raw = (Class<?>) type;
        if (raw == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (raw == Integer.class) {
            return schema.put("type", "integer");
        }
        if (raw == ObjectNode.class) {
            return schema.put("type", "object");
        }
        if (raw == Act.class) {
            schema.put("type", "object").putArray("required").add("type").add("id");
            return schema;
        }
        if (raw == Texts.class) {
            return shared("Texts", definitions, texts());
        }
        if (raw.isEnum()) {
            var words = schema.putArray("enum");
            for (Object word : raw.getEnumConstants()) {
                words.add(word.toString());
            }
            return schema;
        }
        if (Word.class.isAssignableFrom(raw)) {
            return schema.put("type", "string").put("pattern", "^" + pattern(raw) + "$");
        }
        if (raw == Edtf.class) {
            return shared("Edtf", definitions, edtf());
        }
        if (raw == Known.class) {
            return shared("Known", definitions, known());
        }
        if (raw.isRecord()) {
            return reference(raw, definitions);
        }
        return text();
    }

    private static ObjectNode reference(Class<?> record, Map<String, ObjectNode> definitions) {
        String name = record.getSimpleName();
        if (!definitions.containsKey(name)) {
            ObjectNode definition = NODES.objectNode();
            definitions.put(name, definition);
            object(definition, RecordShape.of(record), definitions);
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode shared(String name, Map<String, ObjectNode> definitions, ObjectNode definition) {
        definitions.put(name, definition);
        return NODES.objectNode().put("$ref", "#/$defs/" + name);
    }

    private static ObjectNode texts() {
        ObjectNode texts = NODES.objectNode()
                .put("type", "object")
                .put("description", "A text by language: tags of BCP 47, as in {\"en\": \"…\", \"ru\": \"…\"}.")
                .put("minProperties", 1);
        texts.set("additionalProperties", text());
        return texts;
    }

    private static ObjectNode edtf() {
        ObjectNode edtf = NODES.objectNode()
                .put("type", "string")
                .put(
                        "description",
                        "A date in the Extended Date/Time Format. Less than a day's precision and brackets say when it"
                                + " happened, once, somewhere inside; a/b says how long it lasted, both ends included.")
                .put("pattern", Edtf.PATTERN);
        examples(
                edtf,
                "2003-02-14",
                "2003-02",
                "2024-10~",
                "1994?",
                "199X",
                "2004-XX",
                "2003-02-14/2003-03-04",
                "2001-11-22/..",
                "/2023-12-29",
                "[..2023-12-29]",
                "[1997-05-25..1997-05-26]",
                "2021-08-30T19:29Z");
        return edtf;
    }

    private static ObjectNode known() {
        ObjectNode known = NODES.objectNode()
                .put("type", "string")
                .put(
                        "description",
                        "When it was made public: an instant with an offset, or a day, month or year, which means its last"
                                + " moment in UTC. Never later than the recording.")
                .put("pattern", Known.PATTERN);
        examples(known, "2024-09-05", "2024-09", "2024", "2024-09-05T10:00:00Z");
        return known;
    }

    private static void examples(ObjectNode schema, String... examples) {
        var array = schema.putArray("examples");
        for (String example : examples) {
            array.add(example);
        }
    }

    /** {@code Listing lifted}. */
    private static String title(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return name.charAt(0) + words.substring(1);
    }

    private static ObjectNode text() {
        return NODES.objectNode()
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", RecordReader.MAX_TEXT_LENGTH);
    }

    private static String pattern(Class<?> word) {
        try {
            var form = word.getDeclaredField("FORM");
            form.setAccessible(true);
            return ((Word.Form) form.get(null)).pattern();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(word + " says no FORM", e);
        }
    }
}
