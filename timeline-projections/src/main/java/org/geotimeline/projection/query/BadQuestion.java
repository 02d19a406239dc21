package org.geotimeline.projection.query;

import java.util.List;

/** A question that cannot be answered as it was put: where, what, and what would be right. */
public final class BadQuestion extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;

    @SuppressWarnings("serial") // a list of texts, never sent as Java serialisation
    private final List<String> nearest;

    public BadQuestion(String parameter, String sentence, List<String> nearest) {
        super(sentence);
        this.parameter = parameter;
        this.nearest = List.copyOf(nearest);
    }

    public BadQuestion(String parameter, String sentence) {
        this(parameter, sentence, List.of());
    }

    public String parameter() {
        return parameter;
    }

    public List<String> nearest() {
        return nearest;
    }
}
