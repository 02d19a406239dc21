package org.geotimeline.recording;

import java.util.List;

/** The names that are registered, as the ledger stands. */
public interface Register {

    /** @param kind {@code actor}, {@code forum}, {@code list}, {@code source} or {@code dataset} */
    boolean has(String kind, String id);

    /** Registered names of that kind that may have been meant, nearest first. */
    List<String> nearest(String kind, String id);

    /** All registered actors that are states, in order of their ids. */
    List<String> states();
}
