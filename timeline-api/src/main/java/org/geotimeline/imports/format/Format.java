package org.geotimeline.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A form that files come in. Each is one class that Spring finds; it decides what rows say, and does nothing itself. */
public sealed interface Format permits RecordFormat, SnapshotFormat {

    /** What it is called in {@code ?format=}, and the id of its dataset. */
    String name();

    /** Where its records come from, under what licence: the body of a {@code DatasetRegistered}. */
    ObjectNode dataset();

    /** The coder that its acts name. */
    default String coder() {
        return "machine:" + name();
    }

    /** What must be registered before, because it is not its to register: {@code actor:USA}. */
    Set<String> presumes();

    /**
     * Opens a body, unpacked already. Rows are read one by one.
     *
     * @throws AnotherFormat where it is no such file
     */
    Rows open(InputStream body) throws IOException;

    /**
     * An act that a row becomes.
     *
     * @param column where it stands in the row, for a reject
     * @param body the act as JSON, as a person would report it
     */
    record Draft(String column, ObjectNode body) {}
}
