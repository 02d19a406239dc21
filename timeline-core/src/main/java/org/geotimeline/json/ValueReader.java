package org.geotimeline.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How values of one type are read that is no record, list, word or text. */
@FunctionalInterface
public interface ValueReader {

    /**
     * Reads a value, or adds its faults to those of the reader.
     *
     * @param at the JSON pointer of the value
     * @return the value; null if it has faults
     */
    @Nullable
    Object read(JsonNode node, String at, RecordReader reader);
}
