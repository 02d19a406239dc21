package org.geotimeline.act.engagement;

import java.util.Locale;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Word;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * One round of a forum.
 *
 * @param id its name, {@code MF-6}
 * @param date when it was or would have been held, only if that is not when the act was
 */
public record Round(
        String id,
        ForumId forum,
        @Nullable Integer number,
        Kind kind,
        @Nullable Edtf date,
        @Nullable String place,
        @Nullable String level) {

    /** A round proper, a meeting before the forum was one, or a round that was called off. */
    public enum Kind {
        ROUND,
        PRECURSOR,
        CANCELLED;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Round {
        FaultyBody.at("/id", () -> Word.require(id, Word.Form.ID, "a round's id"));
    }
}
