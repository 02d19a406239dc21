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

    public String value(int key) {
        return values.get(key);
    }
}
