package org.geotimeline.act.agreement;

import com.google.auto.service.AutoService;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Family;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts by which parties bind themselves or give: agreements, aid, prisoners. */
public sealed interface AgreementAct extends Act {

    String FAMILY = "timeline.agreement";

    /** What a party binds itself to, or gives. */
    @Flattened
    record Details(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String amount,
            @Nullable String currency) {}

    @Override
    Circumstances about();

    Details details();

    @Event(namespace = FAMILY, name = "AgreementSigned", version = "1")
    record AgreementSigned(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementRatified", version = "1")
    record AgreementRatified(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementEnteredIntoForce", version = "1")
    record AgreementEnteredIntoForce(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementSuspended", version = "1")
    record AgreementSuspended(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AgreementTerminated", version = "1")
    record AgreementTerminated(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AidPledged", version = "1")
    record AidPledged(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "AidDelivered", version = "1")
    record AidDelivered(Circumstances about, Details details) implements AgreementAct {}

    @Event(namespace = FAMILY, name = "PrisonersExchanged", version = "1")
    record PrisonersExchanged(Circumstances about, Details details) implements AgreementAct {}

    /** No rule of this family reads what is on file. */
    @AutoService(Family.class)
    @SuppressWarnings("rawtypes") // the service loader knows no type arguments
    final class Rules implements Family<AgreementAct> {}
}
