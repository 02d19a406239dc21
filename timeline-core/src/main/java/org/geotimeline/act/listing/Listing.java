package org.geotimeline.act.listing;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotimeline.act.Act;
import org.geotimeline.act.Decision;
import org.geotimeline.act.Dossier;
import org.geotimeline.act.Family;
import org.geotimeline.act.Question;
import org.geotimeline.act.Revision;
import org.geotimeline.act.listing.ListingAct.BillIntroduced;
import org.geotimeline.act.listing.ListingAct.BillRead;
import org.geotimeline.act.listing.ListingAct.DelistingAnnounced;
import org.geotimeline.act.listing.ListingAct.DelistingRequested;
import org.geotimeline.act.listing.ListingAct.DelistingStudied;
import org.geotimeline.act.listing.ListingAct.LawSigned;
import org.geotimeline.act.listing.ListingAct.ListingImposed;
import org.geotimeline.act.listing.ListingAct.ListingLifted;
import org.geotimeline.act.listing.ListingAct.ListingSuspended;

/**
 * What may be said of a listing: one that was never imposed, as far as is known, can be neither lifted nor suspended,
 * unless the source itself says that it stands on no file.
 */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Listing implements Family<ListingAct> {

    @Override
    public Class<ListingAct> acts() {
        return ListingAct.class;
    }

    @Override
    public Set<Question> asks(ListingAct reported) {
        return reported.listings()
                .map(listing -> new Question("listing:" + listing, Set.of()))
                .collect(Collectors.toSet());
    }

    @Override
    public Decision decide(ListingAct reported, List<Dossier> dossiers) {
        return switch (reported) {
            case ListingLifted lifted -> ending(lifted, dossiers);
            case ListingSuspended suspended -> ending(suspended, dossiers);
            case ListingImposed imposed -> Decision.recorded(imposed);
            case DelistingStudied studied -> Decision.recorded(studied);
            case DelistingAnnounced announced -> Decision.recorded(announced);
            case BillIntroduced introduced -> Decision.recorded(introduced);
            case BillRead read -> Decision.recorded(read);
            case LawSigned signed -> Decision.recorded(signed);
            case DelistingRequested requested -> Decision.recorded(requested);
        };
    }

    private static Decision ending(ListingAct reported, List<Dossier> dossiers) {
        Optional<String> never = reported.listings()
                .filter(listing -> !imposed(listing, dossiers))
                .findFirst();
        if (never.isEmpty() || Boolean.TRUE.equals(reported.about().unanchored())) {
            return Decision.recorded(reported);
        }
        return Decision.refused(
                "/list",
                "listing %s was never imposed, as far as is known; if the source itself says so, add \"unanchored\": true",
                never.get());
    }

    private static boolean imposed(String listing, List<Dossier> dossiers) {
        return dossiers.stream()
                .map(Dossier::latest)
                .flatMap(Optional::stream)
                .filter(Revision::stands)
                .map(Revision::act)
                .anyMatch(act -> imposes(act, listing));
    }

    private static boolean imposes(Act act, String listing) {
        return act instanceof ListingImposed imposed && imposed.listings().anyMatch(listing::equals);
    }
}
