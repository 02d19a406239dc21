package org.geotimeline.imports.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a body, read one by one and never all in memory. */
public interface Rows extends Closeable {

    /**
     * The next row; null at the end.
     *
     * @throws CutShort if the body breaks off
     */
    @Nullable
    Row next() throws IOException;

    /** A heading of the file before its rows; empty if the file does not have it. */
    String heading(String name);
}
