package org.geotimeline.api.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The fields of records as schemas: a component that is not {@code @Nullable} is always there. A record that declares what is
 * required, as a request does, stays as it is.
 */
final class RecordModels implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw =
                TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels()
                            .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
            if (model != null && model.getProperties() != null && model.getRequired() == null) {
                describe(raw, model);
            }
        }
        return resolved;
    }

    @SuppressWarnings("rawtypes") // as the model of swagger has it
    private static void describe(Class<?> type, Schema<?> model) {
        Map<String, Schema> properties = model.getProperties();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                describe(component.getType(), model);
            }
            String name = component.getName();
            Schema<?> property = properties.get(name);
            if (property == null) {
                continue;
            }
            boolean mayBeAbsent = leavesOut(type) || leavesOut(component.getAccessor());
            if (!mayBeAbsent
                    && (model.getRequired() == null || !model.getRequired().contains(name))) {
                model.addRequiredItem(name);
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class) && !mayBeAbsent) {
                properties.put(name, orNull(property));
            }
        }
    }

    private static boolean leavesOut(AnnotatedElement element) {
        JsonInclude include = MergedAnnotations.from(element)
                .get(JsonInclude.class)
                .synthesize(MergedAnnotation::isPresent)
                .orElse(null);
        return include != null && include.value() != JsonInclude.Include.ALWAYS;
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<?> either = new JsonSchema();
            either.setDescription(property.getDescription());
            property.setDescription(null);
            either.addAnyOfItem(property);
            either.addAnyOfItem(new JsonSchema().types(Set.of(NULL)));
            return either;
        }
        if (property.getAnyOf() == null && property.getTypes() != null) {
            property.addType(NULL);
        }
        return property;
    }
}
