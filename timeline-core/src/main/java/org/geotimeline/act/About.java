package org.geotimeline.act;

import java.util.SortedSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.time.Known;
import org.jspecify.annotations.Nullable;

/** What all acts of one sort have in common; its fields stand beside the act's own in JSON, not below a name. */
public sealed interface About permits Circumstances, Registration, Saying {

    ActId id();

    /** When it was made public; absent means when it was recorded. */
    @Nullable
    Known known();

    /** The dataset that the act comes from. */
    @Nullable
    DatasetId dataset();

    /** Adds the tags of the common part to those of the act. */
    void tags(SortedSet<String> tags);
}
