package org.geotimeline.projection.query;

import org.geotimeline.time.AsOf;
import org.jspecify.annotations.Nullable;

/** An answer that says under which clocks, and by which rulebook, it is true. */
public interface UnderClocks {

    AsOf asOf();

    /** The version of the rulebook; null where the question needs none. */
    default @Nullable String rulebook() {
        return null;
    }
}
