package org.geotimeline.imports.format;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.geotimeline.act.Instrument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A format whose file shows the entries of lists on one day. The acts since the last snapshot follow from the difference
 * between the file and the ledger.
 */
public non-sealed interface SnapshotFormat extends Format {

    /** The day in UTC that the snapshot describes. */
    LocalDate day(Rows rows) throws AnotherFormat;

    /** The registered actor that keeps the lists. */
    String authority();

    /** The instrument of its listings. */
    Instrument instrument();

    /** The place of an entry. It is read by itself, so that other faults of the entry do not remove it from its list. */
    Place place(Row row) throws Unreadable;

    /** The whole entry. */
    Entry entry(Row row) throws Unreadable;

    /** The registration of a list that is not on file, under the name that the rows give it. */
    ObjectNode list(Place place);

    /**
     * @param list the id of the list
     * @param label the name of the list in the file
     * @param reference the name of the entry on the list
     */
    record Place(String list, String label, String reference, Kind kind) {}

    /** @param listedOn the day of the listing in EDTF; null if the snapshot does not have it */
    record Entry(Place place, String party, @Nullable String listedOn, List<Draft> registrations) {}

    /** The kind of an entry. */
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
