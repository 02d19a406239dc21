package org.geotimeline.act.agreement;

import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.jspecify.annotations.Nullable;

/** Acts by which parties bind themselves or give: agreements, aid, prisoners. */
public sealed interface AgreementAct extends Act {

    String FAMILY = "timeline.agreement";

    @Override
    Circumstances about();

    @Event(namespace = FAMILY, name = "AgreementSigned", version = "1")
    record AgreementSigned(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementRatified", version = "1")
    record AgreementRatified(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementEnteredIntoForce", version = "1")
    record AgreementEnteredIntoForce(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementSuspended", version = "1")
    record AgreementSuspended(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementTerminated", version = "1")
    record AgreementTerminated(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AidPledged", version = "1")
    record AidPledged(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AidDelivered", version = "1")
    record AidDelivered(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}

    @Event(namespace = FAMILY, name = "PrisonersExchanged", version = "1")
    record PrisonersExchanged(
            Circumstances about,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency)
            implements AgreementAct {}
}
