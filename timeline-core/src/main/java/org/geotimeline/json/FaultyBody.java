package org.geotimeline.json;

import java.util.List;
import java.util.stream.Collectors;

/** A body that is not an act; it lists every fault that was found. */
public final class FaultyBody extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a list of records, never sent as Java serialisation
    private final List<Fault> faults;

    public FaultyBody(List<Fault> faults) {
        super(faults.stream()
                .map(f -> f.pointer().isEmpty() ? f.sentence() : f.pointer() + ": " + f.sentence())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** True where the body has not the shape of an act at all; false where only its values are wrong. */
    public boolean isMisshapen() {
        return faults.stream().anyMatch(Fault::isOfShape);
    }

    public List<Fault> faults() {
        return faults;
    }
}
