package org.geotimeline.api.server;

import java.util.Optional;
import org.geotimeline.projection.publicfeed.ActsFeed;
import org.jspecify.annotations.Nullable;

/**
 * The public feed of acts.
 *
 * @param running null if the server has no broker to publish to
 */
public record PublicFeed(@Nullable ActsFeed running) implements AutoCloseable {

    static final PublicFeed NONE = new PublicFeed(null);

    public Optional<ActsFeed.State> state() {
        return Optional.ofNullable(running).map(ActsFeed::state);
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
