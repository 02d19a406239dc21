package org.geotimeline.act;

import java.util.List;
import java.util.SortedSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Flattened;
import org.geotimeline.json.Word;
import org.geotimeline.time.Edtf;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;

/**
 * What a source says about an act on file: the common part of every knowledge act. It never changes what was known
 * before it.
 *
 * @param act the act that the saying is about
 * @param verdict the recorder's verdict on the report: first-report, second-source, correction, …
 * @param saysValid the date that this source gives, perhaps a wrong one; only a correction moves the date of the act
 * @param supersededBy a report that is better than this one; a superseded report changes no answer
 */
@Flattened
public record Saying(
        ActId id,
        ActId act,
        @Nullable Known known,
        @Nullable String verdict,
        @Nullable Texts says,
        @Nullable Edtf saysValid,
        @Nullable SourceId source,
        @Nullable ActId supersededBy,
        List<Quote> quotes,
        @Nullable Texts reason,
        @Nullable Texts note,
        @Nullable Confidence confidence,
        @Nullable DatasetId dataset)
        implements About {

    public Saying {
        if (act.equals(id)) {
            throw FaultyBody.of("/act", "a saying cannot be about itself");
        }
        if (verdict != null) {
            FaultyBody.at("/verdict", () -> Word.require(verdict, Word.Form.LABEL, "a verdict"));
        }
    }

    @Override
    public void tags(SortedSet<String> tags) {
        tags.add("act:" + act);
        if (source != null) {
            tags.add("source:" + source);
        }
    }
}
