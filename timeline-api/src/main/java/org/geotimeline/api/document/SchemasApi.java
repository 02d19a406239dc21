package org.geotimeline.api.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.evolution.Lifts;
import org.geotimeline.projection.query.NotOnFile;
import org.geotimeline.projection.row.RowSchema;
import org.geotimeline.rulebook.Rulebook;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /schemas/{type}/{version}}: the JSON Schema of every act, which never changes once an event points to it. */
@RestController
class SchemasApi {

    /** The addresses of the JSON Schemas of all current types of act. */
    @GetMapping(name = "listSchemas", path = "/schemas", produces = "application/json")
    List<String> all() {
        return ActTypes.all().types().stream()
                .map(type -> "/schemas/" + type.name() + "/" + type.version())
                .toList();
    }

    /** The shape of a rulebook; what a schema cannot say is said when it is recorded. */
    @GetMapping(name = "getRulebookSchema", path = "/schemas/rulebook/1", produces = "application/schema+json")
    ResponseEntity<byte[]> rulebook() throws IOException {
        try (InputStream schema = Rulebook.class.getResourceAsStream("rulebook.v1.schema.json")) {
            return ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                    .body(Objects.requireNonNull(schema).readAllBytes());
        }
    }

    /**
     * The JSON Schema of the rows of a question.
     *
     * @param name the name of the row, {@code listings}
     * @param version the version of the row, {@code 1}
     */
    @GetMapping(name = "getRowSchema", path = "/schemas/rows/{name}/{version}", produces = "application/schema+json")
    ResponseEntity<byte[]> row(@PathVariable String name, @PathVariable String version) throws IOException {
        boolean named = name.matches("[a-z-]{1,40}") && version.matches("[0-9]{1,6}");
        try (InputStream schema =
                named ? RowSchema.class.getResourceAsStream("%s.v%s.schema.json".formatted(name, version)) : null) {
            if (schema == null) {
                throw new NotOnFile("no row is called '%s' in version '%s'".formatted(name, version));
            }
            return ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                    .body(schema.readAllBytes());
        }
    }

    /**
     * The JSON Schema of one version of a type of act.
     *
     * @param type the name of the type, {@code ListingImposed}
     * @param version the version of the type, {@code 1}
     */
    @GetMapping(name = "getActSchema", path = "/schemas/{type}/{version}", produces = "application/schema+json")
    ResponseEntity<byte[]> schema(@PathVariable String type, @PathVariable String version) throws IOException {
        String named = Lifts.all()
                .everNamed(type)
                .orElseThrow(
                        () -> new NotOnFile("no act is called '%s'; /schemas lists those that are".formatted(type)));
        String[] parts = named.split("\\.");
        String file = "/org/geotimeline/act/%s/%s.v%s.schema.json"
                .formatted(parts[parts.length - 2], parts[parts.length - 1], version);
        try (InputStream schema = version.matches("[0-9]{1,6}") ? ActTypes.class.getResourceAsStream(file) : null) {
            if (schema == null) {
                throw new NotOnFile("%s has no version '%s'".formatted(parts[parts.length - 1], version));
            }
            return ResponseEntity.ok()
                    .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                    .body(schema.readAllBytes());
        }
    }
}
