package org.geotimeline.projection.spi;

import java.util.List;

/** The name of one timeline of a projection: the values of its key columns, in their order. */
public record Timeline(List<String> values) {

    public Timeline {
        values = List.copyOf(values);
    }

    public static Timeline of(String... values) {
        return new Timeline(List.of(values));
    }

    /**
     * Returns this timeline if it has one value for each key.
     *
     * @param keys the key columns of {@code projection}
     */
    public Timeline requireKeys(String projection, List<String> keys) {
        if (values.size() != keys.size()) {
            throw new IllegalArgumentException(
                    "%s is no timeline of %s, whose keys are %s".formatted(values, projection, keys));
        }
        return this;
    }

    public String value(int key) {
        return values.get(key);
    }
}
