package org.geotimeline.rulebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.geotimeline.json.Faults;
import org.geotimeline.json.Quoted;
import org.geotimeline.rulebook.Dimension.Kind;
import org.geotimeline.rulebook.RulebookDocument.DimensionEntry;
import org.jspecify.annotations.Nullable;

/** The dimensions of a rulebook, and the faults of what names a dimension or a value that it does not have. */
final class DimensionReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final Faults faults;
    private final Map<String, Dimension> dimensions = new LinkedHashMap<>();

    DimensionReader(Faults faults, Map<String, DimensionEntry> written) {
        this.faults = faults;
        written.forEach((name, entry) -> dimensions.put(name, dimension(name, entry, at(name))));
        dimensions.values().forEach(this::check);
        if (dimensions.containsKey(Rulebook.PROFILE)) {
            faults.add(at(Rulebook.PROFILE), "'profile' is the name of the whole stance, not of a dimension");
        }
    }

    private static String at(String name) {
        return "/dimensions/" + Quoted.step(name);
    }

    /** The dimensions by their names, in the order of the document. */
    Map<String, Dimension> all() {
        return Collections.unmodifiableMap(dimensions);
    }

    /** @return the dimension of that name; null, with a fault, if there is none */
    @Nullable
    Dimension known(String name, String at) {
        Dimension dimension = dimensions.get(name);
        if (dimension == null) {
            faults.add(at, "no dimension is called '%s'".formatted(name), name, dimensions.keySet());
        }
        return dimension;
    }

    void requireValue(Dimension dimension, String value, String at) {
        List<String> values = dimension.values();
        if (!values.contains(value)) {
            faults.add(at, "'%s' is no value of '%s'".formatted(value, dimension.name()), value, values);
        }
    }

    private Dimension dimension(String name, DimensionEntry from, String at) {
        if (!NAME.matcher(name).matches()) {
            faults.add(
                    at, "'%s' is not a name of a dimension; expected representation_sent".formatted(Quoted.text(name)));
        }
        checkValues(from, at);
        boolean counts = from.kind() == Kind.COUNTS;
        if (counts && from.by().isEmpty()) {
            faults.add(
                    at + "/by", "counts say by which fields of an act they are counted, as in [\"format\", \"level\"]");
        }
        if (counts && from.window() == null) {
            faults.add(at + "/window", "window is required, as in P12M");
        }
        var decay = new ArrayList<Dimension.Decay>();
        from.decay().forEach(one -> decay.add(new Dimension.Decay(one.values(), one.to(), one.after())));
        return new Dimension(
                name,
                from.kind(),
                from.values(),
                from.process(),
                from.of(),
                from.byDefault(),
                decay,
                counts ? from.window() : null,
                from.by(),
                from.reason());
    }

    private void checkValues(DimensionEntry from, String at) {
        List<String> values = from.values();
        if (new HashSet<>(values).size() < values.size()) {
            faults.add(at + "/values", "a value stands twice");
        }
        if (values.contains(Rulebook.NO_DATA)) {
            faults.add(at + "/values", "NO_DATA is no value: it stands before the first");
        }
        boolean hasValues = from.kind() == Kind.STATE || from.kind() == Kind.FLAG || from.kind() == Kind.SET;
        if (hasValues && values.isEmpty()) {
            faults.add(at + "/values", "values are required");
        }
    }

    private void check(Dimension dimension) {
        String at = at(dimension.name());
        String process = dimension.process();
        if (process != null) {
            Dimension flag = known(process, at + "/process");
            if (flag != null && (flag.kind() != Kind.FLAG || !dimension.name().equals(flag.of()))) {
                faults.add(at + "/process", "'%s' is not a flag of '%s'".formatted(process, dimension.name()));
            }
        }
        if (dimension.kind() == Kind.FLAG) {
            checkFlag(dimension, at);
        }
        for (int i = 0; i < dimension.decay().size(); i++) {
            Dimension.Decay decay = dimension.decay().get(i);
            String here = at + "/decay/" + i;
            decay.values().forEach(value -> requireValue(dimension, value, here + "/values"));
            requireValue(dimension, decay.to(), here + "/to");
        }
    }

    private void checkFlag(Dimension flag, String at) {
        String of = flag.of();
        String byDefault = flag.byDefault();
        if (of == null || byDefault == null) {
            faults.add(at, "a flag says whose it is (of) and what it is before any act (default)");
        } else {
            known(of, at + "/of");
            requireValue(flag, byDefault, at + "/default");
        }
    }
}
