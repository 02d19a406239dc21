package org.geotimeline.imports.format;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.geotimeline.act.Instrument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A format whose file says who stood on lists on one day. What was done in between follows from the difference with what
 * is on file.
 */
public non-sealed interface SnapshotFormat extends Format {

    /** The day in UTC of which the snapshot speaks. */
    LocalDate day(Rows rows) throws AnotherFormat;

    /** The registered actor that keeps the lists. */
    String authority();

    /** What its listings are done by. */
    Instrument instrument();

    /** Which entry it is, told as soon as that can be read, so that what else is wrong with it does not take it off. */
    Place place(Row row) throws Unreadable;

    /** The whole entry. */
    Entry entry(Row row) throws Unreadable;

    /** The registration of a list that is not on file, named as its rows name it. */
    ObjectNode list(Place place);

    /**
     * @param list the id of the list
     * @param label what the file calls the list
     * @param reference what the list calls the entry
     */
    record Place(String list, String label, String reference, Kind kind) {}

    /** @param listedOn EDTF; absent where the snapshot does not say */
    record Entry(Place place, String party, @Nullable String listedOn, List<Draft> registrations) {}

    /** What an entry is. */
    enum Kind {
        INDIVIDUAL,
        ENTITY;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
