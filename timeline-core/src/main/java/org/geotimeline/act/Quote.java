package org.geotimeline.act;

import org.geotimeline.json.FaultyBody;

/** Words of a source, in the language in which they were said. */
public record Quote(String lang, String text) {
    public Quote {
        FaultyBody.at("/lang", () -> Texts.requireTag(lang));
    }
}
