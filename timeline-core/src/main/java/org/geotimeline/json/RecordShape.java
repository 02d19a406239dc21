package org.geotimeline.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record as a JSON object: its components are the fields. A component is required unless it is {@code @Nullable}, a list
 * or a {@code boolean}; a component whose type is {@link Flattened} stands for the fields of that type.
 */
public final class RecordShape {

    private static final Map<Class<?>, RecordShape> SHAPES = new ConcurrentHashMap<>();

    private final Class<?> record;
    private final Constructor<?> constructor;
    private final List<Part> parts;
    private final List<Field> fields;
    private final Set<String> names;

    /** One component of a record. */
    public sealed interface Part {

        RecordComponent component();

        /** The value of the component in that record. */
        default @Nullable Object get(Object record) {
            try {
                Method accessor = component().getAccessor();
                accessor.setAccessible(true);
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component(), e);
            }
        }
    }

    /** A component that is a field of the JSON object. */
    public record Field(String name, Type type, boolean required, RecordComponent component) implements Part {}

    /** A component whose own fields are fields of the JSON object. */
    public record Flat(RecordShape shape, RecordComponent component) implements Part {}

    private RecordShape(Class<?> record) {
        this.record = record;
        this.constructor = canonical(record);
        this.parts = Arrays.stream(record.getRecordComponents())
                .map(RecordShape::part)
                .toList();
        this.fields = parts.stream().flatMap(RecordShape::fields).toList();
        var all = new LinkedHashSet<String>();
        fields.forEach(field -> all.add(field.name()));
        this.names = all;
    }

    public static RecordShape of(Class<?> record) {
        RecordShape known = SHAPES.get(record);
        if (known == null) {
            known = new RecordShape(record);
            SHAPES.put(record, known);
        }
        return known;
    }

    private static Part part(RecordComponent component) {
        Class<?> type = component.getType();
        if (type.isAnnotationPresent(Flattened.class)) {
            return new Flat(of(type), component);
        }
        Named named = component.getAnnotation(Named.class);
        boolean mayBeAbsent = List.class.isAssignableFrom(type)
                || type == boolean.class
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Field(
                named == null ? component.getName() : named.value(),
                component.getGenericType(),
                !mayBeAbsent || component.isAnnotationPresent(Required.class),
                component);
    }

    private static Stream<Field> fields(Part part) {
        return switch (part) {
            case Field field -> Stream.of(field);
            case Flat flat -> flat.shape().fields.stream();
        };
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

    public Class<?> record() {
        return record;
    }

    /** The components, in their order. */
    public List<Part> parts() {
        return parts;
    }

    /** All fields of the JSON object, in their order. */
    public List<Field> fields() {
        return fields;
    }

    /** The names of all fields. */
    public Set<String> names() {
        return names;
    }

    /** The name of the record in sentences. */
    String name() {
        Named named = record.getAnnotation(Named.class);
        return named == null ? record.getSimpleName() : named.value();
    }

    /** Whether the fields of that type are among the fields of this record. */
    public boolean flattens(Class<?> type) {
        return parts.stream()
                .anyMatch(part -> part instanceof Flat flat && flat.shape().record() == type);
    }

    /** @throws InvocationTargetException if the record refuses the values of its components */
    Object instantiate(List<@Nullable Object> components) throws ReflectiveOperationException {
        return constructor.newInstance(components.toArray());
    }
}
