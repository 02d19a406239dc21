package org.geotimeline.act.listing;

import java.util.SortedSet;
import java.util.stream.Stream;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.id.ListId;
import org.jspecify.annotations.Nullable;

/** Acts by which an authority places a party on a list, or takes it off. */
public sealed interface ListingAct extends Act {

    String FAMILY = "timeline.listing";

    @Override
    Circumstances about();

    ListId list();

    /** The places on the list that it is about, {@code <list>/<party>}: one a subject. */
    default Stream<String> listings() {
        return about().subjects().stream().map(s -> list() + "/" + s.id());
    }

    @Override
    default SortedSet<String> tags() {
        var tags = Act.super.tags();
        tags.add("list:" + list());
        listings().forEach(l -> tags.add("listing:" + l));
        return tags;
    }

    @Event(namespace = FAMILY, name = "ListingImposed", version = "1")
    record ListingImposed(Circumstances about, ListId list, String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "DelistingStudied", version = "1")
    record DelistingStudied(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "DelistingAnnounced", version = "1")
    record DelistingAnnounced(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "BillIntroduced", version = "1")
    record BillIntroduced(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "BillRead", version = "1")
    record BillRead(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "LawSigned", version = "1")
    record LawSigned(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "DelistingRequested", version = "1")
    record DelistingRequested(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "ListingSuspended", version = "1")
    record ListingSuspended(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}

    @Event(namespace = FAMILY, name = "ListingLifted", version = "1")
    record ListingLifted(
            Circumstances about, ListId list, @Nullable String status) implements ListingAct {}
}
