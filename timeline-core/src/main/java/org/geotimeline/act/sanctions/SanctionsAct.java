package org.geotimeline.act.sanctions;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.act.id.ListId;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts that restrict trade, money or travel, that list persons, and that exempt or ease. */
public sealed interface SanctionsAct extends Act {

    String FAMILY = "timeline.sanctions";

    /**
     * What a measure is, and whom it is against.
     *
     * @param list the list on which the measure stands
     * @param status the value that the measure gives, {@code INDIVIDUALS_ONLY}
     */
    @Flattened
    record Details(
            @Nullable ListId list,
            @Nullable String status,
            @Nullable String measures,
            @Nullable String how,
            List<String> persons) {}

    @Override
    Circumstances about();

    Details details();

    default @Nullable ListId list() {
        return details().list();
    }

    default @Nullable String status() {
        return details().status();
    }

    default List<String> persons() {
        return details().persons();
    }

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
    record SanctionThreatened(Circumstances about, Details details) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionImposed", version = "1")
    record SanctionImposed(Circumstances about, Details details) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionTightened", version = "1")
    record SanctionTightened(Circumstances about, Details details) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionEased", version = "1")
    record SanctionEased(Circumstances about, Details details) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "SanctionLifted", version = "1")
    record SanctionLifted(Circumstances about, Details details) implements SanctionsAct {}

    /**
     * @param reference what the list calls the entry, {@code TAi.155}
     * @param kind {@code individual} or {@code entity}
     */
    @Event(namespace = FAMILY, name = "PartyListed", version = "1")
    record PartyListed(
            Circumstances about,
            Details details,
            @Nullable String reference,
            @Nullable String kind) implements SanctionsAct {}

    /**
     * @param reference what the list calls the entry, {@code TAi.155}
     * @param kind {@code individual} or {@code entity}
     */
    @Event(namespace = FAMILY, name = "PartyDelisted", version = "1")
    record PartyDelisted(
            Circumstances about,
            Details details,
            @Nullable String reference,
            @Nullable String kind) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "ExemptionGranted", version = "1")
    record ExemptionGranted(Circumstances about, Details details) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "ExemptionDenied", version = "1")
    record ExemptionDenied(Circumstances about, Details details) implements SanctionsAct {}

    @Event(namespace = FAMILY, name = "ExemptionLapsed", version = "1")
    record ExemptionLapsed(Circumstances about, Details details) implements SanctionsAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<SanctionsAct> {}
}
