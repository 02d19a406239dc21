package org.geotimeline.api.document;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotimeline.projection.query.Answer;
import org.geotimeline.projection.query.RowOver;
import org.geotimeline.projection.row.Row;
import org.geotimeline.projection.row.RowSchema;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of answers as components of the OpenAPI document, and the answers that hold them. */
@SuppressWarnings("rawtypes") // as the model of swagger has it
final class AnswerRows {

    private static final String ANSWER = "Answer";
    private static final Pattern REFERENCE = Pattern.compile("\"#/components/schemas/([^\"]+)\"");

    /** The rows of operations whose methods do not name them. */
    private static final Map<String, List<String>> UNDECLARED = Map.of(
            "getStanceHistory", List.of("stance-intervals", "stances-known"), "listParticipation", List.of("seats"));

    /**
     * The rows of an operation.
     *
     * @param names of their schemas, {@code listings}
     * @param over whether a row has the stretch of time for which it holds
     * @param inAnswer whether an {@link Answer} holds them
     */
    private record Rows(List<String> names, boolean over, boolean inAnswer) {}

    private final Map<String, Rows> rows = new TreeMap<>();

    /** Remembers the rows in which an operation answers. */
    void note(String operation, Method method) {
        ResolvableType type = ResolvableType.forMethodReturnType(method);
        if (type.resolve() == ResponseEntity.class) {
            type = type.getGeneric(0);
        }
        boolean inAnswer = type.resolve() == Answer.class;
        if (inAnswer) {
            type = type.getGeneric(0);
        }
        boolean over = type.resolve() == RowOver.class;
        Class<?> record = over ? type.getGeneric(0).resolve() : type.resolve();
        Row row = record == null ? null : record.getAnnotation(Row.class);
        List<String> names = row == null ? UNDECLARED.getOrDefault(operation, List.of()) : List.of(row.name());
        if (!names.isEmpty()) {
            rows.put(operation, new Rows(names, over, inAnswer));
        }
    }

    /** Puts the rows into the document, and the answers of its operations. What nothing needs any more goes. */
    void addTo(OpenAPI document) {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        rows.values()
                .forEach(of -> of.names().forEach(name -> {
                    ObjectNode schema = SchemaComponents.read(RowSchema.class, name + ".v1.schema.json");
                    if (of.over()) {
                        addSpan(schema);
                    }
                    schemas.put(component(schema), schema);
                }));
        Map<String, Schema> components = document.getComponents().getSchemas();
        Schema<?> envelope = Objects.requireNonNull(components.get("AnswerExplanation"));
        components.keySet().removeAll(schemas.keySet());
        schemas.keySet().forEach(name -> components.put(name, new JsonSchema()));
        operations(document).forEach((id, operation) -> {
            MediaType media = json(operation);
            if (media != null && rows.containsKey(id)) {
                answer(components, id, media, envelope);
            }
        });
        removeUnused(document);
        var target = new SchemaComponents(document.getComponents());
        schemas.forEach(target::add);
    }

    private void answer(Map<String, Schema> components, String id, MediaType media, Schema<?> envelope) {
        Rows of = Objects.requireNonNull(rows.get(id));
        List<String> names = of.names().stream()
                .map(name -> component(SchemaComponents.read(RowSchema.class, name + ".v1.schema.json")))
                .toList();
        Schema<?> row = new JsonSchema();
        if (names.size() == 1) {
            row.set$ref(SchemaComponents.REF + names.getFirst());
        } else {
            names.forEach(name -> row.addAnyOfItem(new JsonSchema().$ref(SchemaComponents.REF + name)));
        }
        if (of.inAnswer()) {
            String name = id.replaceFirst("^(list|get)", "") + ANSWER;
            Schema<?> answer = copy(envelope);
            answer.getProperties().put("rows", rows(row));
            components.put(name, answer);
            media.setSchema(new JsonSchema().$ref(SchemaComponents.REF + name));
        } else {
            String given = media.getSchema() == null ? null : media.getSchema().get$ref();
            Schema<?> whole = given == null ? null : components.get(given.substring(SchemaComponents.REF.length()));
            if (whole != null
                    && whole.getProperties() != null
                    && whole.getProperties().containsKey("rows")) {
                whole.getProperties().put("rows", rows(row));
            } else {
                media.setSchema(row);
            }
        }
    }

    private static Schema<?> rows(Schema<?> row) {
        Schema<?> rows = new JsonSchema();
        rows.setTypes(Set.of("array"));
        rows.setItems(row);
        return rows;
    }

    private static Schema<?> copy(Schema<?> schema) {
        Schema<?> copy = new JsonSchema();
        copy.setTypes(schema.getTypes());
        copy.setDescription(schema.getDescription());
        copy.setProperties(new LinkedHashMap<>(schema.getProperties()));
        copy.setRequired(schema.getRequired());
        return copy;
    }

    /** {@code ListingRow}. */
    private static String component(ObjectNode schema) {
        String title = schema.path("title").asString();
        return title.endsWith("Row") ? title : title + "Row";
    }

    /** An end that is open is null. */
    private static void addSpan(ObjectNode schema) {
        ObjectNode span = Objects.requireNonNull(
                RowSchema.all(RowOver.Spans.class, SchemaComponents.REF).get("Spans"));
        span.path("properties").forEach(field -> {
            JsonNode type = field.path("type");
            ((ObjectNode) field).putArray("type").add(type).add("null");
        });
        ((ObjectNode) schema.path("properties")).setAll((ObjectNode) span.path("properties"));
    }

    private static Map<String, Operation> operations(OpenAPI document) {
        var operations = new TreeMap<String, Operation>();
        document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .forEach(operation -> operations.put(operation.getOperationId(), operation));
        return operations;
    }

    private static @Nullable MediaType json(Operation operation) {
        var ok = operation.getResponses().get("200");
        return ok == null || ok.getContent() == null ? null : ok.getContent().get(AnswerDescription.JSON);
    }

    private static void removeUnused(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        var used = new TreeSet<String>();
        var open = new ArrayDeque<>(references(document.getPaths()));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (used.add(name) && schemas.containsKey(name)) {
                open.addAll(references(schemas.get(name)));
            }
        }
        schemas.keySet().retainAll(used);
    }

    private static List<String> references(Object part) {
        Matcher found = REFERENCE.matcher(Json31.pretty(part));
        var names = new ArrayList<String>();
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }
}
