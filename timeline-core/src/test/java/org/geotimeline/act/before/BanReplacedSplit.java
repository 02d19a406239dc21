package org.geotimeline.act.before;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import org.geotimeline.act.StoredBody;
import org.geotimeline.act.evolution.Lift;

/** One act that took a party from one list and put it on another is two. */
@AutoService(Lift.class)
public final class BanReplacedSplit implements Lift {

    @Override
    public String type() {
        return "timeline.before.BanReplaced";
    }

    @Override
    public int from() {
        return 1;
    }

    @Override
    public Set<String> into() {
        return Set.of("timeline.listing.ListingLifted", "timeline.listing.ListingImposed");
    }

    @Override
    public List<StoredBody> lift(StoredBody stored) {
        var lifting = stored.copy();
        var imposition = stored.copy();
        lifting.set("list", stored.body().get("from"));
        imposition.set("list", stored.body().get("to"));
        imposition.put("status", "BANNED");
        for (var part : List.of(lifting, imposition)) {
            part.remove(List.of("from", "to"));
        }
        return List.of(
                stored.as("timeline.listing.ListingLifted", 1, lifting),
                stored.part("imposition", "timeline.listing.ListingImposed", 1, imposition));
    }

    @Override
    public Set<String> under(String tag) {
        return tag.startsWith("list") ? Set.of("kind:ban") : Set.of(tag);
    }
}
