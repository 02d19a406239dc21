package org.geotimeline.act;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.geotimeline.json.Faults;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Quoted;
import org.geotimeline.json.RecordReader;
import org.geotimeline.json.RecordShape;
import org.geotimeline.json.RecordWriter;
import org.geotimeline.json.TextRule;
import org.geotimeline.json.ValueReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Acts as flat JSON objects and back: the type stands first, and the fields that the act has in common with others stand
 * beside its own. What is absent is left out; a field that no act of the type has is refused.
 */
public final class ActJson {

    private static final String TYPE = "type";

    private static final Map<Class<?>, ValueReader> READERS =
            Map.of(Texts.class, ActJson::texts, Act.class, (node, at, reader) -> act(node, at, true, reader));

    private static final RecordWriter WRITER = new RecordWriter(ActJson::special);

    private ActJson() {}

    /** The names of all fields of acts of a type, {@code type} first. */
    public static Set<String> names(ActType type) {
        var names = new LinkedHashSet<>(Set.of(TYPE));
        names.addAll(RecordShape.of(type.record()).names());
        return names;
    }

    // ------------------------------------------------------------------------------------------------- reading

    /**
     * An act that is on file. Rules that were made after its recording do not make it unreadable.
     *
     * @throws FaultyBody with all faults that were found; of very many, the first hundred and how many more there are
     */
    public static Act read(JsonNode body) {
        return read(body, new RecordReader(READERS));
    }

    /**
     * An act that is reported, and not on file yet: a text that nobody can see is refused.
     *
     * @throws FaultyBody as {@link #read}
     */
    public static Act reported(JsonNode body) {
        return read(body, new RecordReader(READERS, TextRule.VISIBLE));
    }

    private static Act read(JsonNode body, RecordReader reader) {
        Object act = act(body, "", false, reader);
        reader.faults().throwIfAny();
        return (Act) Optional.ofNullable(act).orElseThrow();
    }

    /** @param isPart whether the act stands inside another, which splits into acts of diplomacy only */
    private static @Nullable Object act(JsonNode body, String at, boolean isPart, RecordReader reader) {
        Faults faults = reader.faults();
        if (!(body instanceof ObjectNode object)) {
            return faults.addOfShape(at, "an act is a JSON object, not " + Quoted.kind(body));
        }
        JsonNode name = object.get(TYPE);
        if (name == null || !name.isString()) {
            return faults.addOfShape(at + "/type", "the type of the act is required, as in \"ListingLifted\"");
        }
        Optional<ActType> type = ActTypes.all().named(name.stringValue());
        if (type.isEmpty()) {
            String quoted = Quoted.text(name.stringValue());
            List<String> names =
                    ActTypes.all().types().stream().map(ActType::name).toList();
            return faults.addOfShape(at + "/type", "no act is called '%s'".formatted(quoted), quoted, names);
        }
        Class<? extends Act> record = type.get().record();
        if (isPart && !RecordShape.of(record).flattens(Circumstances.class)) {
            return faults.addOfShape(
                    at + "/type",
                    "an act is split into acts of diplomacy, as ListingLifted, not into %s"
                            .formatted(type.get().name()));
        }
        return reader.record(object, record, type.get().name(), Set.of(TYPE), at);
    }

    private static @Nullable Object texts(JsonNode node, String at, RecordReader reader) {
        if (!(node instanceof ObjectNode object)) {
            return reader.other(at, "a text by language, as in {\"en\": \"…\"},", node);
        }
        Faults faults = reader.faults();
        int before = faults.count();
        var byLanguage = new TreeMap<String, String>();
        for (var entry : object.properties()) {
            String here = at + "/" + Quoted.step(entry.getKey());
            faults.attempt(here, () -> Texts.requireTag(Quoted.text(entry.getKey())));
            String text = reader.text(entry.getValue(), here);
            if (text != null) {
                byLanguage.put(entry.getKey(), text);
            }
        }
        return faults.count() > before ? null : faults.attempt(at, () -> new Texts(byLanguage));
    }

    // ------------------------------------------------------------------------------------------------- writing

    /** The flat JSON object of an act; reading it gives an equal act. */
    public static ObjectNode write(Act act) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put(TYPE, ActTypes.all().of(act).name());
        WRITER.write(act, object);
        return object;
    }

    private static @Nullable JsonNode special(Object value) {
        return switch (value) {
            case Act act -> write(act);
            case Texts texts -> write(texts);
            default -> null;
        };
    }

    private static ObjectNode write(Texts texts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        texts.byLanguage().forEach(object::put);
        return object;
    }
}
