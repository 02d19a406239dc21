package org.geotimeline.imports;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A row, or an act of it, that was not recorded: where it stands, why, and its text to be mended and sent again. */
@JsonPropertyOrder({"line", "column", "reason", "original"})
record Reject(long line, String column, String reason, String original) {}
