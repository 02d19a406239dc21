package org.geotimeline.projection.runtime;

import java.util.List;
import org.geotimeline.act.Nearest;
import org.geotimeline.recording.Register;
import org.jspecify.annotations.Nullable;

/** Reads the names in a question: one that is not registered is answered with the nearest ones. */
public final class Registered {

    private final Register register;

    public Registered(Register register) {
        this.register = register;
    }

    /** The name as it was given; null where none was. */
    public @Nullable String named(String parameter, String kind, @Nullable String id) {
        if (id != null && !register.has(kind, id)) {
            throw new BadQuestion(
                    parameter, "no %s '%s' is registered".formatted(kind, id), register.nearest(kind, id));
        }
        return id;
    }

    public @Nullable String actor(String parameter, @Nullable String id) {
        return named(parameter, "actor", id);
    }

    /** A name in the path: 404 where there is no such thing. */
    public String onFile(String kind, String id) {
        if (!register.has(kind, id)) {
            List<String> nearest = register.nearest(kind, id);
            throw new NotOnFile("no %s '%s' is registered%s"
                    .formatted(
                            kind,
                            id,
                            nearest.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(", ", nearest))));
        }
        return id;
    }

    /** One of these words; null where none was given. */
    public static @Nullable String word(String parameter, @Nullable String given, List<String> words) {
        if (given != null && !words.contains(given)) {
            throw new BadQuestion(
                    parameter,
                    "'%s' is none of %s".formatted(given, String.join(", ", words)),
                    Nearest.to(given, words));
        }
        return given;
    }
}
