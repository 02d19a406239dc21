package org.geotimeline.recording;

import java.util.List;

/** The names that are registered: what acts and questions may refer to. */
public interface Register {

    /** @param kind {@code actor}, {@code forum}, {@code list}, {@code source} or {@code dataset} */
    boolean has(String kind, String id);

    /** Registered names that may have been meant, nearest first. */
    List<String> nearest(String kind, String id);

    /** The ids of all registered states, sorted. */
    List<String> states();
}
