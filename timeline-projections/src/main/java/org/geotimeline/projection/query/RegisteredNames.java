package org.geotimeline.projection.query;

import java.util.List;
import org.geotimeline.recording.Register;

/** Refuses names in a question that are not registered, with the nearest ones. */
public final class RegisteredNames {

    private final Register register;

    public RegisteredNames(Register register) {
        this.register = register;
    }

    /**
     * Checks a name in the path.
     *
     * @throws NotOnFile if nothing of that kind has that id
     */
    public String onFile(String kind, String id) {
        if (!register.has(kind, id)) {
            Refusal refusal = refusal(kind, id);
            throw new NotOnFile(
                    refusal.isAmbiguous() || refusal.nearest().isEmpty()
                            ? refusal.sentence()
                            : "%s; did you mean %s?"
                                    .formatted(refusal.sentence(), String.join(", ", refusal.nearest())));
        }
        return id;
    }

    /**
     * Checks the value of a parameter.
     *
     * @throws BadQuestion if nothing of that kind has that id
     */
    public void check(String parameter, String kind, String id) {
        if (!register.has(kind, id)) {
            Refusal refusal = refusal(kind, id);
            throw new BadQuestion(parameter, refusal.sentence(), refusal.nearest());
        }
    }

    private record Refusal(String sentence, List<String> nearest, boolean isAmbiguous) {}

    private Refusal refusal(String kind, String text) {
        List<String> named = register.named(kind, text);
        return named.size() > 1
                ? new Refusal(
                        "'%s' is the name of %d %ss; expected the id of one of them: %s"
                                .formatted(text, named.size(), kind, String.join(", ", named)),
                        named,
                        true)
                : new Refusal("no %s '%s' is registered".formatted(kind, text), register.nearest(kind, text), false);
    }
}
