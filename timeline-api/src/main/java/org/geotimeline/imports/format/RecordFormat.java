package org.geotimeline.imports.format;

import java.util.List;

/** A format in which each row means acts independently of the other rows. */
public non-sealed interface RecordFormat extends Format {

    /** The key of a row. Rows of the same key are recorded one after the other. */
    String key(Row row);

    /**
     * The acts of a row, in the order in which they are to be recorded. The same row always means the same acts.
     *
     * @throws Unreadable if the row means no act
     */
    List<Draft> acts(Row row, StateNames names) throws Unreadable;
}
