package org.geotimeline.act.sanctions;

import java.util.List;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.id.ListId;
import org.jspecify.annotations.Nullable;

/** Acts that restrict trade, money or travel, that list persons, and that exempt or ease. */
public sealed interface SanctionsAct extends Act {

    String FAMILY = "timeline.sanctions";

    @Override
    Circumstances about();

    @Nullable
    ListId list();

    @Override
    default SortedSet<String> tags() {
        var tags = Act.super.tags();
        ListId list = list();
        if (list != null) {
            tags.add("list:" + list);
            about().subjects().forEach(s -> tags.add("listing:" + list + "/" + s.id()));
        }
        return tags;
    }

    @Event(namespace = FAMILY, name = "SanctionThreatened", version = "1")
    record SanctionThreatened(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionImposed", version = "1")
    record SanctionImposed(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionTightened", version = "1")
    record SanctionTightened(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionEased", version = "1")
    record SanctionEased(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionLifted", version = "1")
    record SanctionLifted(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    /**
     * @param reference what the list calls the entry, {@code TAi.155}
     * @param kind {@code individual} or {@code entity}
     */
    @Event(namespace = FAMILY, name = "PartyListed", version = "1")
    record PartyListed(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons,
            @Nullable String reference,
            @Nullable String kind)
            implements SanctionsAct {}

    /**
     * @param reference what the list calls the entry, {@code TAi.155}
     * @param kind {@code individual} or {@code entity}
     */
    @Event(namespace = FAMILY, name = "PartyDelisted", version = "1")
    record PartyDelisted(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons,
            @Nullable String reference,
            @Nullable String kind)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "ExemptionGranted", version = "1")
    record ExemptionGranted(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "ExemptionDenied", version = "1")
    record ExemptionDenied(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "ExemptionLapsed", version = "1")
    record ExemptionLapsed(
            Circumstances about,
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons)
            implements SanctionsAct {}
}
