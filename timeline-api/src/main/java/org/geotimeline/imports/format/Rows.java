package org.geotimeline.imports.format;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a body, read one by one and never held all at once. */
public interface Rows extends Closeable {

    /**
     * The next; null at the end.
     *
     * @throws CutShort where the body breaks off
     */
    @Nullable
    Row next() throws IOException;

    /** What the file says of itself before its rows; empty where it does not say. */
    String heading(String name);
}
