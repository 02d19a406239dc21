package org.geotimeline.recording;

import java.util.List;

/** The registered names, to which acts and questions may refer. */
public interface Register {

    /** @param kind {@code actor}, {@code forum}, {@code list}, {@code source} or {@code dataset} */
    boolean has(String kind, String id);

    /** Registered names similar to an unknown one, nearest first. */
    List<String> nearest(String kind, String id);

    /** The ids of all registered states, sorted. */
    List<String> states();
}
