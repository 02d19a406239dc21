package org.geotimeline.act.listing;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotimeline.act.Act;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.Decision;
import org.geotimeline.act.EventQuery;
import org.geotimeline.act.Family;
import org.geotimeline.act.OnFile;
import org.geotimeline.act.knowledge.KnowledgeAct;
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
 * The rules of listings: a listing that was never imposed, as far as is known, can be neither lifted nor suspended, unless
 * the source itself says that it stands on no file.
 */
@AutoService(Family.class)
@SuppressWarnings("rawtypes") // the service loader knows no type arguments
public final class Listing implements Family<ListingAct> {

    /**
     * Only an act that ends a listing reads history, and of it only impositions and knowledge acts about them. So a long
     * debate about one listing neither makes a decision slower nor contests it.
     */
    @Override
    public Set<EventQuery> reads(ListingAct reported) {
        return switch (reported) {
            case ListingLifted lifted -> impositions(lifted);
            case ListingSuspended suspended -> impositions(suspended);
            case ListingImposed imposed -> Set.of();
            case DelistingStudied studied -> Set.of();
            case DelistingAnnounced announced -> Set.of();
            case BillIntroduced introduced -> Set.of();
            case BillRead read -> Set.of();
            case LawSigned signed -> Set.of();
            case DelistingRequested requested -> Set.of();
        };
    }

    private static Set<EventQuery> impositions(ListingAct reported) {
        Set<String> types = ActTypes.all().types().stream()
                .filter(type ->
                        type.record() == ListingImposed.class || KnowledgeAct.class.isAssignableFrom(type.record()))
                .map(ActType::qualifiedName)
                .collect(Collectors.toUnmodifiableSet());
        return reported.listings()
                .map(listing -> new EventQuery("listing:" + listing, types))
                .collect(Collectors.toSet());
    }

    @Override
    public Decision decide(ListingAct reported, List<OnFile> onFile) {
        return switch (reported) {
            case ListingLifted lifted -> ending(lifted, onFile);
            case ListingSuspended suspended -> ending(suspended, onFile);
            case ListingImposed imposed -> Decision.recorded(imposed);
            case DelistingStudied studied -> Decision.recorded(studied);
            case DelistingAnnounced announced -> Decision.recorded(announced);
            case BillIntroduced introduced -> Decision.recorded(introduced);
            case BillRead read -> Decision.recorded(read);
            case LawSigned signed -> Decision.recorded(signed);
            case DelistingRequested requested -> Decision.recorded(requested);
        };
    }

    private static Decision ending(ListingAct reported, List<OnFile> onFile) {
        Optional<String> never =
                reported.listings().filter(listing -> !imposed(listing, onFile)).findFirst();
        if (never.isEmpty() || Boolean.TRUE.equals(reported.about().unanchored())) {
            return Decision.recorded(reported);
        }
        return Decision.refused(
                "/list",
                "listing %s was never imposed, as far as is known; if the source itself says so, add \"unanchored\":"
                        + " true",
                never.get());
    }

    private static boolean imposed(String listing, List<OnFile> onFile) {
        return onFile.stream().filter(OnFile::stands).map(OnFile::act).anyMatch(act -> imposes(act, listing));
    }

    private static boolean imposes(Act act, String listing) {
        return act instanceof ListingImposed imposed && imposed.listings().anyMatch(listing::equals);
    }
}
