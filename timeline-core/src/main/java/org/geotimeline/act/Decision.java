package org.geotimeline.act;

import java.util.List;
import org.geotimeline.json.Fault;

/** What the rules of a family make of a reported act. */
public sealed interface Decision {

    /** It is recorded, as these acts in this order. */
    record Acts(List<Act> acts) implements Decision {}

    /** It is refused; each fault is a sentence that a person can act on. */
    record Refused(List<Fault> faults) implements Decision {}

    static Decision recorded(Act... acts) {
        return new Acts(List.of(acts));
    }

    static Decision refused(String pointer, String sentence, Object... parts) {
        return new Refused(List.of(new Fault(pointer, sentence.formatted(parts))));
    }
}
