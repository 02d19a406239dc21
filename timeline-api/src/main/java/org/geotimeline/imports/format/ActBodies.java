package org.geotimeline.imports.format;

import java.time.LocalDate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parts of acts as JSON, as a person would write them. */
public final class ActBodies {

    private ActBodies() {}

    public static ObjectNode act(String type, String id) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("id", id);
    }

    /** A dataset that may be passed on. */
    static ObjectNode dataset(String id, String title, String coder, String licence, String attribution) {
        ObjectNode body = act("DatasetRegistered", "dataset:" + id).put("dataset", id);
        name(body, "en", title, "");
        body.put("coder", coder).put("licence", licence).put("redistributable", true);
        text(body, "attribution", attribution);
        return body;
    }

    /** @param kind what sort of name; empty where that is not said */
    static void name(ObjectNode body, String language, String text, String kind) {
        ObjectNode name =
                body.withArray("names").addObject().put("lang", language).put("text", text);
        if (!kind.isEmpty()) {
            name.put("kind", kind);
        }
    }

    /** An English text; nothing where it is empty. */
    static void text(ObjectNode body, String field, String text) {
        if (!text.isEmpty()) {
            body.putObject(field).put("en", text);
        }
    }

    public static void party(ObjectNode body, String field, String actor) {
        body.withArray(field).addObject().put("id", actor);
    }

    /** Once, somewhere between two days. */
    public static String between(LocalDate first, LocalDate last) {
        return first.isBefore(last) ? "[%s..%s]".formatted(first, last) : last.toString();
    }
}
