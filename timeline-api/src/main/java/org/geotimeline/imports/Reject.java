package org.geotimeline.imports;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** A row, or an act of it, that was not recorded: its place, the reason, and its text to be corrected and sent again. */
@JsonPropertyOrder({"line", "column", "reason", "original"})
record Reject(long line, String column, String reason, String original) {}
