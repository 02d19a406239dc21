package org.geotimeline.imports.format;

import java.time.LocalDate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Acts as JSON, as a person would report them. */
public final class ActBodies {

    private ActBodies() {}

    public static ObjectNode act(String type, String id) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
    }

    /** The registration of a dataset that may be redistributed. */
    static ObjectNode dataset(String id, String title, String coder, String licence, String attribution) {
        ObjectNode body = act("DatasetRegistered", "dataset:" + id).put("dataset", id);
        name(body, "en", title, "");
        body.put("coder", coder).put("licence", licence).put("redistributable", true);
        text(body, "attribution", attribution);
        return body;
    }

    /** @param kind the kind of the name; empty for none */
    static void name(ObjectNode body, String language, String text, String kind) {
        ObjectNode name =
                body.withArray("names").addObject().put("lang", language).put("text", text);
        if (!kind.isEmpty()) {
            name.put("kind", kind);
        }
    }

    /** Adds an English text if it is not empty. */
    static void text(ObjectNode body, String field, String text) {
        if (!text.isEmpty()) {
            body.putObject(field).put("en", text);
        }
    }

    public static void party(ObjectNode body, String field, String actor) {
        body.withArray(field).addObject().put("id", actor);
    }

    /** Some day between two days, in EDTF. */
    public static String between(LocalDate first, LocalDate last) {
        return first.isBefore(last) ? "[%s..%s]".formatted(first, last) : last.toString();
    }
}
