package org.geotimeline.act.registry;

import java.util.Locale;
import org.geotimeline.act.Texts;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;

/**
 * A name that something bears or bore.
 *
 * @param lang BCP-47 tag of the language it is in
 * @param valid when it was borne; absent means no limit is known
 */
public record Name(
        String lang,
        String text,
        @Nullable Kind kind,
        @Nullable Edtf valid) {

    public Name {
        FaultyBody.at("/lang", () -> Texts.requireTag(lang));
    }

    /** What sort of name. */
    public enum Kind {
        SHORT,
        OFFICIAL,
        ALIAS,
        FORMER;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
