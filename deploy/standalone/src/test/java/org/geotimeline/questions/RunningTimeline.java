package org.geotimeline.questions;

import java.net.URI;

/** The server that the questions are asked of. */
final class RunningTimeline {

    private RunningTimeline() {}

    /**
     * Where it is: the system property {@code timeline.url} names one that runs already.
     *
     * <p>A server that the tests start themselves is started here, once for all of them.
     */
    static URI url() {
        String given = System.getProperty("timeline.url", "");
        if (!given.isBlank()) {
            return URI.create(given);
        }
        throw new IllegalStateException("no server to ask: give -Dtimeline.url=http://127.0.0.1:8080");
    }
}
