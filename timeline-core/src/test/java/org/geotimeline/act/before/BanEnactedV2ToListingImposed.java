package org.geotimeline.act.before;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

/** A ban imposed a listing on the only list at that time; nothing that was stored says so. */
@AutoService(Lift.class)
public final class BanEnactedV2ToListingImposed implements Lift {

    @Override
    public String type() {
        return "timeline.before.BanEnacted";
    }

    @Override
    public int from() {
        return 2;
    }

    @Override
    public Set<String> into() {
        return Set.of("timeline.listing.ListingImposed");
    }

    @Override
    public List<StoredBody> lift(StoredBody stored) {
        return List.of(
                stored.as("timeline.listing.ListingImposed", 1, stored.copy().put("list", "kaz-national")));
    }

    @Override
    public Set<String> under(String tag) {
        return tag.startsWith("list") ? Set.of() : Set.of(tag);
    }
}
