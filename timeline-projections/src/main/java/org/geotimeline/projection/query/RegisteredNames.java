package org.geotimeline.projection.query;

import java.util.List;
import org.geotimeline.recording.Register;

/** Reads the names in the path of a question: one that is not registered is answered with the nearest ones. */
public final class RegisteredNames {

    private final Register register;

    public RegisteredNames(Register register) {
        this.register = register;
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
}
