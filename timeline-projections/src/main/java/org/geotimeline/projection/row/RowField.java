package org.geotimeline.projection.row;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a row, as its component declares it.
 *
 * @param meaning a sentence, with the unit of a number and with when the field is absent or null
 * @param values the only texts that may stand there; empty if there is no such list
 * @param mayBeAbsent whether the field is left out if there is nothing to say
 * @param mayBeNull whether the field is null if there is nothing to say
 */
public record RowField(
        String name,
        RecordComponent component,
        String meaning,
        List<String> values,
        boolean mayBeAbsent,
        boolean mayBeNull) {

    static RowField of(RecordComponent component) {
        Meaning meaning = component.getAnnotation(Meaning.class);
        Absent absent = component.getAnnotation(Absent.class);
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (meaning == null) {
            throw new IllegalStateException("%s.%s has no @Meaning"
                    .formatted(component.getDeclaringRecord().getSimpleName(), component.getName()));
        }
        return new RowField(
                component.getName(),
                component,
                sentence(meaning, absent),
                Arrays.asList(meaning.values()),
                absent != null,
                (nullable && absent == null) || meaning.type() != Void.class);
    }

    private static String sentence(Meaning meaning, @Nullable Absent absent) {
        String unit = meaning.unit().isEmpty() ? "" : " In %s.".formatted(meaning.unit());
        return meaning.value() + unit + (absent == null ? "" : " Absent %s.".formatted(absent.value()));
    }

    public boolean isKey() {
        return component.isAnnotationPresent(Key.class);
    }

    @Nullable
    public CellName cellName() {
        return component.getAnnotation(CellName.class);
    }

    /** Whether the answer that is stored has it; key values and names of cells are stored beside the answer. */
    boolean isStored() {
        return !isKey() && cellName() == null;
    }

    @Nullable
    public Sql sql() {
        return component.getAnnotation(Sql.class);
    }

    /** Whether it holds fields that stand beside the others, as an act has them. */
    boolean isOpen() {
        return component.isAnnotationPresent(ActFields.class);
    }

    /** The type that the field has in JSON. */
    public Type type() {
        Meaning meaning = component.getAnnotation(Meaning.class);
        return meaning == null || meaning.type() == Void.class ? component.getGenericType() : meaning.type();
    }

    String format() {
        Meaning meaning = component.getAnnotation(Meaning.class);
        return meaning == null ? "" : meaning.format();
    }
}
