package org.geotimeline.act.before;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

/** Another name; and the register became a list. */
@AutoService(Lift.class)
public final class BanProclaimedToListingImposed implements Lift {

    @Override
    public String type() {
        return "timeline.before.BanProclaimed";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public Set<String> into() {
        return Set.of("timeline.listing.ListingImposed");
    }

    @Override
    public List<StoredBody> lift(StoredBody stored) {
        var lifted = stored.copy();
        lifted.set("list", lifted.remove("register"));
        return List.of(stored.as("timeline.listing.ListingImposed", 1, lifted));
    }

    @Override
    public Set<String> under(String tag) {
        return Set.of(tag.replaceFirst("^listing:", "register:"));
    }
}
