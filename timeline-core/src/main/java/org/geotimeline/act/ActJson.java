package org.geotimeline.act;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Acts as JSON objects and back. The common part of an act stands flat beside its own fields; what is absent is left
 * out; a field that no act of the type has is refused. Reading finds every fault, each with a JSON pointer.
 *
 * <p>The shape is the record: a component is required unless it is {@code @Nullable}, a list may always be absent.
 */
public final class ActJson {

    /** Lists and texts longer than this are refused, so that one body cannot fill the ledger. */
    public static final int LONGEST_LIST = 5_000;

    public static final int LONGEST_TEXT = 20_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private ActJson() {}

    /** One component of a record, as JSON knows it. */
    public record Field(String name, Type type, boolean required, RecordComponent component) {}

    /**
     * The fields of a record.
     *
     * @param about the shape of the common part, where the record is an act; its fields stand beside the record's own
     */
    public record Shape(Class<?> record, @Nullable Shape about, List<Field> fields) {

        /** The names of all fields of the JSON object, the common ones first. */
        public Set<String> names() {
            var names = new LinkedHashSet<String>();
            if (Act.class.isAssignableFrom(record)) {
                names.add("type");
            }
            if (about != null) {
                names.addAll(about.names());
            }
            fields.forEach(f -> names.add(f.name()));
            return names;
        }
    }

    public static Shape shape(Class<?> record) {
        Shape known = SHAPES.get(record);
        if (known != null) {
            return known;
        }
        Shape about = null;
        var fields = new ArrayList<Field>();
        for (RecordComponent c : record.getRecordComponents()) {
            if (About.class.isAssignableFrom(c.getType()) && Act.class.isAssignableFrom(record)) {
                about = shape(c.getType());
            } else {
                boolean list = List.class.isAssignableFrom(c.getType());
                boolean nullable = c.getAnnotatedType().isAnnotationPresent(Nullable.class);
                fields.add(new Field(c.getName(), c.getGenericType(), !nullable && !list, c));
            }
        }
        var shape = new Shape(record, about, List.copyOf(fields));
        SHAPES.put(record, shape);
        return shape;
    }

    // ------------------------------------------------------------------------------------------------- reading

    /** @throws FaultyAct with all faults that were found */
    public static Act read(JsonNode body) {
        var faults = new ArrayList<Fault>();
        Object act = new Reader(faults).act(body, "");
        if (!faults.isEmpty() || act == null) {
            throw new FaultyAct(faults);
        }
        return (Act) act;
    }

    private record Reader(List<Fault> faults) {

        @Nullable
        Object act(JsonNode body, String at) {
            if (!(body instanceof ObjectNode object)) {
                return fault(at, "an act is a JSON object");
            }
            JsonNode type = object.get("type");
            if (type == null || !type.isString()) {
                return fault(at + "/type", "the type of the act is required, as in \"ListingLifted\"");
            }
            var found = ActTypes.all().named(type.asString());
            if (found.isEmpty()) {
                List<String> names =
                        ActTypes.all().types().stream().map(ActType::name).toList();
                faults.add(Fault.ofShape(
                        at + "/type",
                        "no act is called '%s'".formatted(type.asString()),
                        Nearest.to(type.asString(), names)));
                return null;
            }
            return record(object, found.get().record(), at);
        }

        @Nullable
        Object record(ObjectNode object, Class<?> type, String at) {
            Shape shape = shape(type);
            Set<String> names = shape.names();
            for (String given : object.propertyNames()) {
                if (!names.contains(given)) {
                    faults.add(Fault.ofShape(
                            at + "/" + escaped(given),
                            "%s has no field '%s'".formatted(type.getSimpleName(), given),
                            Nearest.to(given, names)));
                }
            }
            return construct(shape, object, at);
        }

        private @Nullable Object construct(Shape shape, ObjectNode object, String at) {
            int before = faults.size();
            Object about = shape.about() == null ? null : construct(shape.about(), object, at);
            var arguments = new ArrayList<@Nullable Object>();
            if (shape.about() != null) {
                arguments.add(about);
            }
            for (Field field : shape.fields()) {
                arguments.add(field(object, field, at + "/" + field.name()));
            }
            return faults.size() > before ? null : instantiate(shape.record(), arguments, at);
        }

        private @Nullable Object field(ObjectNode object, Field field, String at) {
            JsonNode node = object.get(field.name());
            if (node == null) {
                if (field.required()) {
                    fault(at, "%s is required".formatted(field.name()));
                }
                return field.type() instanceof ParameterizedType ? List.of() : null;
            }
            if (node.isNull()) {
                return fault(at, "leave the field out instead of writing null");
            }
            return value(node, field.type(), at);
        }

        private @Nullable Object value(JsonNode node, Type type, String at) {
            if (type instanceof ParameterizedType list) {
                return list(node, list.getActualTypeArguments()[0], at);
            }
            Class<?> raw = (Class<?>) type;
            if (raw == ObjectNode.class) {
                return node instanceof ObjectNode object ? object.deepCopy() : fault(at, "this is a JSON object");
            }
            if (raw == Texts.class) {
                return texts(node, at);
            }
            if (raw == Act.class) {
                return act(node, at);
            }
            if (raw.isRecord() && !Word.class.isAssignableFrom(raw)) {
                return node instanceof ObjectNode object
                        ? record(object, raw, at)
                        : fault(
                                at,
                                "this is a JSON object with %s"
                                        .formatted(String.join(", ", shape(raw).names())));
            }
            if (raw == Boolean.class) {
                return node.isBoolean() ? node.booleanValue() : fault(at, "this is true or false");
            }
            if (raw == Integer.class) {
                return node.isInt() ? node.intValue() : fault(at, "this is a whole number");
            }
            return node.isString() ? text(node.stringValue(), raw, at) : fault(at, "this is a text in quotes");
        }

        private @Nullable Object list(JsonNode node, Type of, String at) {
            if (!(node instanceof ArrayNode array)) {
                return fault(at, "this is a list, as in [ … ]");
            }
            if (array.size() > LONGEST_LIST) {
                return fault(at, "a list holds at most %d things, not %d".formatted(LONGEST_LIST, array.size()));
            }
            var values = new ArrayList<Object>();
            for (int i = 0; i < array.size(); i++) {
                JsonNode one = array.get(i);
                Object value =
                        one.isNull() ? fault(at + "/" + i, "a list holds no null") : value(one, of, at + "/" + i);
                if (value != null) {
                    values.add(value);
                }
            }
            return Collections.unmodifiableList(values);
        }

        private @Nullable Object texts(JsonNode node, String at) {
            if (!(node instanceof ObjectNode object)) {
                return fault(at, "this is a text by language, as in {\"en\": \"…\"}");
            }
            var byLanguage = new TreeMap<String, String>();
            for (var entry : object.properties()) {
                Object text = value(entry.getValue(), String.class, at + "/" + escaped(entry.getKey()));
                if (text != null) {
                    byLanguage.put(entry.getKey(), (String) text);
                }
            }
            return attempt(at, () -> new Texts(byLanguage));
        }

        private @Nullable Object text(String given, Class<?> type, String at) {
            String text = Normalizer.normalize(given, Normalizer.Form.NFC);
            if (text.isBlank()) {
                return fault(at, "leave the field out instead of writing an empty text");
            }
            if (text.length() > LONGEST_TEXT) {
                return fault(at, "a text has at most %d characters, not %d".formatted(LONGEST_TEXT, text.length()));
            }
            if (text.indexOf('\0') >= 0) {
                return fault(at, "a text has no NUL character");
            }
            if (type == String.class) {
                return text;
            }
            return type.isEnum() ? constant(text, type, at) : attempt(at, () -> parsed(text, type));
        }

        private @Nullable Object constant(String text, Class<?> type, String at) {
            for (Object constant : type.getEnumConstants()) {
                if (constant.toString().equals(text)) {
                    return constant;
                }
            }
            List<String> words =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
            faults.add(new Fault(
                    at,
                    "'%s' is none of %s".formatted(text, words.stream().collect(joining(", "))),
                    Nearest.to(text, words)));
            return null;
        }

        private @Nullable Object instantiate(Class<?> record, List<@Nullable Object> arguments, String at) {
            return attempt(
                    at, () -> record.getDeclaredConstructors()[canonical(record)].newInstance(arguments.toArray()));
        }

        private @Nullable Object attempt(String at, java.util.concurrent.Callable<Object> making) {
            try {
                return making.call();
            } catch (InvocationTargetException e) {
                return refused(at, e.getCause());
            } catch (Exception e) {
                return refused(at, e);
            }
        }

        private @Nullable Object refused(String at, @Nullable Throwable cause) {
            if (cause instanceof FaultyAct faulty) {
                faulty.faults().forEach(f -> faults.add(f.under(at)));
                return null;
            }
            if (cause instanceof IllegalArgumentException wrong) {
                faults.add(new Fault(at, String.valueOf(wrong.getMessage())));
                return null;
            }
            throw new IllegalStateException("cannot read " + at, cause);
        }

        private @Nullable Object fault(String at, String sentence) {
            faults.add(Fault.ofShape(at, sentence, List.of()));
            return null;
        }
    }

    private static int canonical(Class<?> record) {
        Class<?>[] wanted = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        var constructors = record.getDeclaredConstructors();
        for (int i = 0; i < constructors.length; i++) {
            if (Arrays.equals(constructors[i].getParameterTypes(), wanted)) {
                constructors[i].setAccessible(true);
                return i;
            }
        }
        throw new IllegalStateException(record + " is no record");
    }

    private static Object parsed(String text, Class<?> type) throws Exception {
        if (type == Edtf.class) {
            return Edtf.parse(text);
        }
        if (type == Known.class) {
            return Known.parse(text);
        }
        Method parse = type.getMethod("parse", String.class);
        return parse.invoke(null, text);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    // ------------------------------------------------------------------------------------------------- writing

    /** The flat JSON object of an act; reading it gives an equal act. */
    public static ObjectNode write(Act act) {
        ObjectNode object = NODES.objectNode();
        object.put("type", ActTypes.all().of(act).name());
        write(act.about(), object);
        write((Record) act, object);
        return object;
    }

    private static void write(Object record, ObjectNode into) {
        for (Field field : shape(record.getClass()).fields()) {
            JsonNode node = node(get(record, field));
            if (node != null) {
                into.set(field.name(), node);
            }
        }
    }

    private static @Nullable JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case ObjectNode object -> object.deepCopy();
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Texts texts -> texts(texts);
            case Act act -> write(act);
            case Collection<?> list -> list.isEmpty() ? null : array(list);
            case Record record when !(record instanceof Word) -> object(record);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static ObjectNode object(Record record) {
        ObjectNode object = NODES.objectNode();
        write(record, object);
        return object;
    }

    private static ObjectNode texts(Texts texts) {
        ObjectNode object = NODES.objectNode();
        texts.byLanguage().forEach(object::put);
        return object;
    }

    private static ArrayNode array(Collection<?> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(one -> array.add(node(one)));
        return array;
    }

    private static @Nullable Object get(Object record, Field field) {
        try {
            Method accessor = field.component().getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + field.name() + " of " + record.getClass(), e);
        }
    }

    // ------------------------------------------------------------------------------------------------ mentions

    /** Calls with each id that the act names, and where; its own id is left out. */
    public static void mentions(Act act, BiConsumer<String, Word> mention) {
        mentions(act.about(), "", mention);
        mentions(act, "", mention);
    }

    private static void mentions(Object record, String at, BiConsumer<String, Word> mention) {
        for (Field field : shape(record.getClass()).fields()) {
            boolean own = record instanceof About && field.name().equals("id");
            Object value = get(record, field);
            if (value != null && !own) {
                mentioned(value, at + "/" + field.name(), mention);
            }
        }
    }

    private static void mentioned(Object value, String at, BiConsumer<String, Word> mention) {
        switch (value) {
            case Word word -> mention.accept(at, word);
            case Act act -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    mentioned(list.get(i), at + "/" + i, mention);
                }
            }
            case Texts texts -> {}
            case Record record -> mentions(record, at, mention);
            default -> {}
        }
    }

    // -------------------------------------------------------------------------------------------------- lifting

    private static final Map<String, Lift> LIFTS = lifts();

    private static Map<String, Lift> lifts() {
        var lifts = new HashMap<String, Lift>();
        for (Lift lift : java.util.ServiceLoader.load(Lift.class, ActJson.class.getClassLoader())) {
            lifts.put(lift.type() + "/" + lift.from(), lift);
        }
        return lifts;
    }

    /** The body as the version of today has it. */
    public static ObjectNode lifted(ActType type, String storedVersion, ObjectNode body) {
        ObjectNode today = body;
        int version = Integer.parseInt(storedVersion);
        int wanted = Integer.parseInt(type.version());
        while (version < wanted) {
            Lift lift = LIFTS.get(type.qualifiedName() + "/" + version);
            if (lift == null) {
                throw new IllegalStateException(
                        "nothing lifts %s from version %d".formatted(type.qualifiedName(), version));
            }
            today = lift.lift(today.deepCopy());
            version++;
        }
        return today;
    }
}
