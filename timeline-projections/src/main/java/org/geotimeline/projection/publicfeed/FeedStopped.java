package org.geotimeline.projection.publicfeed;

import org.jspecify.annotations.Nullable;

/** Why the feed has stopped, in a sentence for its operator. */
final class FeedStopped extends Exception {

    private static final long serialVersionUID = 1;

    FeedStopped(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
