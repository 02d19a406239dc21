package org.geotimeline.act;

import java.util.List;
import java.util.SortedSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.json.Flattened;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;

/** What every registration has in common: its own id, when it was public, and where it comes from. */
@Flattened
public record Registration(
        ActId id,
        @Nullable Known known,
        @Nullable Texts title,
        @Nullable Texts note,
        @Nullable Confidence confidence,
        @Nullable DatasetId dataset,
        List<SourceId> sources)
        implements About {

    @Override
    public void tags(SortedSet<String> tags) {
        sources.forEach(s -> tags.add("source:" + s));
    }
}
