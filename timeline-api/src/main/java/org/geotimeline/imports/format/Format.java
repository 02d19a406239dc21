package org.geotimeline.imports.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A file format. Each is one class that Spring finds; it says what rows mean, and neither reads nor records anything. */
public sealed interface Format permits RecordFormat, SnapshotFormat {

    /** The name of the format in {@code ?format=}, which is also the id of its dataset. */
    String name();

    /** The origin and the licence of the file: the body of a {@code DatasetRegistered}. */
    ObjectNode dataset();

    /** The coder that the acts name. */
    default String coder() {
        return "machine:" + name();
    }

    /** The names that must be registered before, because this format does not register them: {@code actor:USA}. */
    Set<String> presumes();

    /**
     * Opens an unpacked body. Rows are read one by one.
     *
     * @throws AnotherFormat if the body is not of this format
     */
    Rows open(InputStream body) throws IOException;

    /**
     * An act that a row means.
     *
     * @param column the column of the row that a reject names
     * @param body the act as JSON, as a person would report it
     */
    record Draft(String column, ObjectNode body) {}
}
