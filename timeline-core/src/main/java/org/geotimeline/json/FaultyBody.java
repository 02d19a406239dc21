package org.geotimeline.json;

import java.util.List;
import java.util.stream.Collectors;

/** A body that cannot be read; it lists every fault that was found. */
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

    /** One wrong value in a body of the right shape. */
    public static FaultyBody of(String pointer, String sentence) {
        return new FaultyBody(List.of(new Fault(pointer, sentence)));
    }

    /**
     * Checks one field of a record: a fault that the check finds points to that field.
     *
     * @throws FaultyBody if the check fails
     */
    public static void at(String pointer, Runnable check) {
        try {
            check.run();
        } catch (FaultyBody faulty) {
            throw faulty;
        } catch (IllegalArgumentException wrong) {
            throw of(pointer, String.valueOf(wrong.getMessage()));
        }
    }

    /** True if the body has not the expected shape; false if only its values are wrong. */
    public boolean isMisshapen() {
        return faults.stream().anyMatch(Fault::isOfShape);
    }

    public List<Fault> faults() {
        return faults;
    }
}
