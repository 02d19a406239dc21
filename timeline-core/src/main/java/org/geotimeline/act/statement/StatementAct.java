package org.geotimeline.act.statement;

import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Quote;
import org.geotimeline.json.Flattened;
import org.jspecify.annotations.Nullable;

/** Acts of speech: statements, conditions, accusations and denials, pledges. A claim is not a fact. */
public sealed interface StatementAct extends Act {

    String FAMILY = "timeline.statement";

    /**
     * What was said.
     *
     * @param unlocks what follows once the conditions are met
     * @param status the value that the statement gives, {@code NEVER_LISTED}
     */
    @Flattened
    record Details(
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes) {}

    @Override
    Circumstances about();

    Details details();

    default @Nullable String kind() {
        return details().kind();
    }

    default List<String> conditions() {
        return details().conditions();
    }

    default @Nullable String status() {
        return details().status();
    }

    @Event(namespace = FAMILY, name = "StatementMade", version = "1")
    record StatementMade(Circumstances about, Details details) implements StatementAct {}

    @Event(namespace = FAMILY, name = "ConditionsSet", version = "1")
    record ConditionsSet(Circumstances about, Details details) implements StatementAct {}

    @Event(namespace = FAMILY, name = "ConditionsMet", version = "1")
    record ConditionsMet(Circumstances about, Details details) implements StatementAct {}

    @Event(namespace = FAMILY, name = "ConditionsDropped", version = "1")
    record ConditionsDropped(Circumstances about, Details details) implements StatementAct {}

    @Event(namespace = FAMILY, name = "AccusationMade", version = "1")
    record AccusationMade(Circumstances about, Details details) implements StatementAct {}

    @Event(namespace = FAMILY, name = "DenialMade", version = "1")
    record DenialMade(Circumstances about, Details details) implements StatementAct {}

    @Event(namespace = FAMILY, name = "PledgeMade", version = "1")
    record PledgeMade(Circumstances about, Details details) implements StatementAct {}
}
