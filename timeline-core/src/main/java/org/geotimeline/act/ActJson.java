package org.geotimeline.act;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Nearest;
import org.geotimeline.json.Patch;
import org.geotimeline.json.Word;
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

    /** Ids, dates and words of a fixed set are shorter, so that a sentence can quote a wrong one. */
    public static final int LONGEST_WORD = 100;

    /** The largest whole number that every reader of JSON holds exactly. */
    private static final long LARGEST_NUMBER = (1L << 53) - 1;

    private static final int DEEPEST_OBJECT = 32;
    private static final int MOST_FAULTS = 100;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Constructor<?>> CONSTRUCTORS = new ConcurrentHashMap<>();

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

    /** @throws FaultyBody with all faults that were found; of very many, the first hundred and how many more there are */
    public static Act read(JsonNode body) {
        var faults = new ArrayList<Fault>();
        Object act = new Reader(faults).act(body, "", false);
        if (!faults.isEmpty() || act == null) {
            throw new FaultyBody(first(faults));
        }
        return (Act) act;
    }

    private static List<Fault> first(List<Fault> faults) {
        if (faults.size() <= MOST_FAULTS) {
            return faults;
        }
        var told = new ArrayList<Fault>(faults.subList(0, MOST_FAULTS));
        boolean shape = faults.stream().anyMatch(Fault::isOfShape);
        told.add(new Fault(
                "", "%d more faults are not listed".formatted(faults.size() - MOST_FAULTS), List.of(), shape));
        return told;
    }

    private record Reader(List<Fault> faults) {

        /** @param part whether the act stands inside another, which splits into acts of diplomacy only */
        @Nullable
        Object act(JsonNode body, String at, boolean part) {
            if (!(body instanceof ObjectNode object)) {
                return fault(at, "an act is a JSON object, not " + kind(body));
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
                        "no act is called '%s'".formatted(quoted(type.asString())),
                        Nearest.to(quoted(type.asString()), names)));
                return null;
            }
            Shape about = shape(found.get().record()).about();
            if (part && (about == null || about.record() != Circumstances.class)) {
                return fault(
                        at + "/type",
                        "an act is split into acts of diplomacy, as ListingLifted, not into %s"
                                .formatted(found.get().name()));
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
                            "%s has no field '%s'".formatted(name(type), quoted(given)),
                            Nearest.to(quoted(given), names)));
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
            if (field.type() == ObjectNode.class) {
                boolean patch = field.component().isAnnotationPresent(Patch.class);
                return node instanceof ObjectNode given
                        ? object(given, at, patch, 1)
                        : other(at, "a JSON object", node);
            }
            return value(node, field.type(), at);
        }

        private @Nullable Object value(JsonNode node, Type type, String at) {
            if (type instanceof ParameterizedType list) {
                return list(node, list.getActualTypeArguments()[0], at);
            }
            Class<?> raw = (Class<?>) type;
            if (raw == Texts.class) {
                return texts(node, at);
            }
            if (raw == Act.class) {
                return act(node, at, true);
            }
            if (raw.isRecord() && !Word.class.isAssignableFrom(raw)) {
                return node instanceof ObjectNode object
                        ? record(object, raw, at)
                        : other(
                                at,
                                "a JSON object with "
                                        + String.join(", ", shape(raw).names()),
                                node);
            }
            if (raw == Boolean.class) {
                return node.isBoolean() ? node.booleanValue() : other(at, "true or false", node);
            }
            if (raw == Integer.class) {
                return node.isInt() ? node.intValue() : other(at, "a whole number below 2147483648", node);
            }
            return node.isString() ? text(node.stringValue(), raw, at) : other(at, "a text in quotes", node);
        }

        private @Nullable Object list(JsonNode node, Type of, String at) {
            if (!(node instanceof ArrayNode array)) {
                return other(at, "a list, as in [ … ],", node);
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
                return other(at, "a text by language, as in {\"en\": \"…\"},", node);
            }
            int before = faults.size();
            var byLanguage = new TreeMap<String, String>();
            for (var entry : object.properties()) {
                String here = at + "/" + escaped(entry.getKey());
                attempt(here, () -> Texts.requireTag(quoted(entry.getKey())));
                Object text = value(entry.getValue(), String.class, here);
                if (text != null) {
                    byLanguage.put(entry.getKey(), (String) text);
                }
            }
            return faults.size() > before ? null : attempt(at, () -> new Texts(byLanguage));
        }

        private @Nullable Object text(String given, Class<?> type, String at) {
            String text = plain(given, at);
            if (text == null) {
                return null;
            }
            if (text.isBlank()) {
                return fault(at, "this text is empty; say something or leave it out");
            }
            if (type == String.class) {
                return text;
            }
            if (text.length() > LONGEST_WORD) {
                return fault(
                        at,
                        "this has at most %d characters, not %d: '%s'"
                                .formatted(LONGEST_WORD, text.length(), quoted(text)));
            }
            return type.isEnum() ? constant(text, type, at) : attempt(at, () -> parsed(text, type));
        }

        /** The text in Normalization Form C, where it is one that can be stored and shown everywhere. */
        private @Nullable String plain(String given, String at) {
            String text = Normalizer.normalize(given, Normalizer.Form.NFC);
            if (text.length() > LONGEST_TEXT) {
                fault(at, "a text has at most %d characters, not %d".formatted(LONGEST_TEXT, text.length()));
                return null;
            }
            int wrong = unprintable(text);
            if (wrong >= 0) {
                char c = text.charAt(wrong);
                fault(
                        at,
                        Character.isSurrogate(c)
                                ? "half a character (a lone surrogate, U+%04X) stands at place %d of this text"
                                        .formatted((int) c, wrong + 1)
                                : "a control character (U+%04X) stands at place %d of this text; of those, only tabs and line breaks are kept"
                                        .formatted((int) c, wrong + 1));
                return null;
            }
            return text;
        }

        // ------------------------------------------------ objects that are kept as they are: changes, codes, rulebooks

        /** @param patch whether a null in it takes a field away; deeper, and elsewhere, there are none */
        private @Nullable ObjectNode object(ObjectNode given, String at, boolean patch, int depth) {
            if (given.size() > LONGEST_LIST) {
                fault(at, "an object has at most %d fields, not %d".formatted(LONGEST_LIST, given.size()));
                return null;
            }
            int before = faults.size();
            ObjectNode copy = NODES.objectNode();
            for (var field : given.properties()) {
                String here = at + "/" + escaped(field.getKey());
                String name = plain(field.getKey(), here);
                JsonNode value =
                        patch && field.getValue().isNull() ? field.getValue() : kept(field.getValue(), here, depth);
                if (name != null && value != null && copy.replace(name, value) != null) {
                    fault(here, "the field '%s' stands twice in one object".formatted(quoted(name)));
                }
            }
            return faults.size() > before ? null : copy;
        }

        private @Nullable JsonNode kept(JsonNode node, String at, int depth) {
            if (depth > DEEPEST_OBJECT) {
                fault(at, "this is nested more than %d deep".formatted(DEEPEST_OBJECT));
                return null;
            }
            return switch (node) {
                case ObjectNode object -> object(object, at, false, depth + 1);
                case ArrayNode array -> array(array, at, depth + 1);
                default -> scalar(node, at);
            };
        }

        private @Nullable ArrayNode array(ArrayNode given, String at, int depth) {
            if (given.size() > LONGEST_LIST) {
                fault(at, "a list holds at most %d things, not %d".formatted(LONGEST_LIST, given.size()));
                return null;
            }
            ArrayNode copy = NODES.arrayNode();
            for (int i = 0; i < given.size(); i++) {
                JsonNode value = kept(given.get(i), at + "/" + i, depth);
                if (value != null) {
                    copy.add(value);
                }
            }
            return copy;
        }

        private @Nullable JsonNode scalar(JsonNode node, String at) {
            if (node.isString()) {
                String text = plain(node.stringValue(), at);
                return text == null ? null : NODES.stringNode(text);
            }
            if (node.isBoolean() || (node.isIntegralNumber() && exact(node))) {
                return node;
            }
            fault(
                    at,
                    node.isNull()
                            ? "leave the field out instead of writing null"
                            : "only whole numbers up to %d are kept; write %s as a text"
                                    .formatted(LARGEST_NUMBER, quoted(node.toString())));
            return null;
        }

        private static boolean exact(JsonNode number) {
            return number.canConvertToLong()
                    && number.longValue() >= -LARGEST_NUMBER
                    && number.longValue() <= LARGEST_NUMBER;
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
            return attempt(at, () -> constructor(record).newInstance(arguments.toArray()));
        }

        private @Nullable Object attempt(String at, Callable<?> making) {
            try {
                return making.call();
            } catch (InvocationTargetException e) {
                return refused(at, e.getCause());
            } catch (Exception e) {
                return refused(at, e);
            }
        }

        private @Nullable Object refused(String at, @Nullable Throwable cause) {
            if (cause instanceof FaultyBody faulty) {
                faulty.faults().forEach(f -> faults.add(f.under(at)));
                return null;
            }
            if (cause instanceof IllegalArgumentException wrong) {
                faults.add(new Fault(at, String.valueOf(wrong.getMessage())));
                return null;
            }
            throw new IllegalStateException("cannot read " + at, cause);
        }

        private @Nullable Object other(String at, String wanted, JsonNode given) {
            return fault(at, "%s belongs here, not %s".formatted(wanted, kind(given)));
        }

        private @Nullable Object fault(String at, String sentence) {
            faults.add(Fault.ofShape(at, sentence, List.of()));
            return null;
        }
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text '%s'".formatted(quoted(node.stringValue()));
            case NUMBER -> "the number " + quoted(node.toString());
            case BOOLEAN -> node.toString();
            case NULL -> "null";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }

    private static String name(Class<?> record) {
        Event stored = record.getAnnotation(Event.class);
        return stored == null ? record.getSimpleName() : stored.name();
    }

    /** What a person wrote, short and harmless enough for a sentence that may be printed on a terminal. */
    private static String quoted(String text) {
        int end = text.length() <= LONGEST_WORD ? text.length() : LONGEST_WORD - 1;
        String shown = text.substring(0, end);
        for (int wrong = unprintable(shown); wrong >= 0; wrong = unprintable(shown)) {
            shown = shown.replace(shown.charAt(wrong), '\uFFFD');
        }
        return end == text.length() ? shown : shown + "…";
    }

    /** The first place of a control character, or of half a character; -1 where there is none. */
    private static int unprintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
                return i;
            }
        }
        return -1;
    }

    private static Constructor<?> constructor(Class<?> record) {
        return CONSTRUCTORS.computeIfAbsent(record, ActJson::canonical);
    }

    private static Constructor<?> canonical(Class<?> record) {
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(record + " is no record", e);
        }
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
        return quoted(name).replace("~", "~0").replace("/", "~1");
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
}
