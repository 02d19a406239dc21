package org.geotimeline.recording;

import java.util.List;

/** The registered names, to which acts and questions may refer. */
public interface Register {

    /** @param kind {@code actor}, {@code forum}, {@code list}, {@code source} or {@code dataset} */
    boolean has(String kind, String id);

    /**
     * The ids of the things that bear a name, an alias or an ISO code, in whatever spelling; an id that is written so alone. More
     * than one if the name is ambiguous.
     */
    List<String> named(String kind, String text);

    /** The ids of things with similar names, nearest first. */
    List<String> nearest(String kind, String text);

    /** The ids of all registered states, sorted. */
    List<String> states();
}
