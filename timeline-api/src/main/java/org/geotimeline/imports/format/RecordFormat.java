package org.geotimeline.imports.format;

import java.util.List;

/** A format each of whose rows becomes acts by itself, whatever stands in the others. */
public non-sealed interface RecordFormat extends Format {

    /** What identifies a row: rows of the same key are recorded one after the other. */
    String key(Row row);

    /**
     * The acts of a row, in the order in which they are to be recorded; the same row gives the same acts for ever.
     *
     * @throws Unreadable where nothing can be made of it
     */
    List<Draft> acts(Row row, StateNames names) throws Unreadable;
}
