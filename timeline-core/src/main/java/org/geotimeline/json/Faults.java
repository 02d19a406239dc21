package org.geotimeline.json;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The faults that were found in one body so far, in the order in which they were found. */
public final class Faults {

    private static final int MAX_LISTED = 100;

    private final List<Fault> found = new ArrayList<>();

    public int count() {
        return found.size();
    }

    /** A wrong value in the right place. */
    public void add(String pointer, String sentence) {
        found.add(new Fault(pointer, sentence));
    }

    /** A wrong value in the right place, one of these names misspelt. */
    public void add(String pointer, String sentence, String given, Collection<String> names) {
        found.add(new Fault(pointer, sentence, Nearest.to(given, names)));
    }

    /**
     * A field that is missing or unknown, or of another kind than it should be.
     *
     * @return null, as the value that could not be read
     */
    public @Nullable Object addOfShape(String pointer, String sentence) {
        found.add(Fault.ofShape(pointer, sentence, List.of()));
        return null;
    }

    /** The same for a name that is none of these names. */
    public @Nullable Object addOfShape(String pointer, String sentence, String given, Collection<String> names) {
        found.add(Fault.ofShape(pointer, sentence, Nearest.to(given, names)));
        return null;
    }

    /** The value that is made; null, with a fault, if the making refuses it. */
    public @Nullable Object attempt(String pointer, Callable<?> making) {
        try {
            return making.call();
        } catch (InvocationTargetException e) {
            return refused(pointer, e.getCause());
        } catch (Exception e) {
            return refused(pointer, e);
        }
    }

    private @Nullable Object refused(String pointer, @Nullable Throwable cause) {
        switch (cause) {
            case FaultyBody faulty -> faulty.faults().forEach(fault -> found.add(fault.under(pointer)));
            case IllegalArgumentException wrong -> add(pointer, String.valueOf(wrong.getMessage()));
            case null, default -> throw new IllegalStateException("cannot read " + pointer, cause);
        }
        return null;
    }

    /** @throws FaultyBody if any fault was found; it lists the first hundred and says how many more there are */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new FaultyBody(listed());
        }
    }

    private List<Fault> listed() {
        if (found.size() <= MAX_LISTED) {
            return found;
        }
        var listed = new ArrayList<Fault>(found.subList(0, MAX_LISTED));
        boolean shape = found.stream().anyMatch(Fault::isOfShape);
        listed.add(
                new Fault("", "%d more faults are not listed".formatted(found.size() - MAX_LISTED), List.of(), shape));
        return listed;
    }
}
