package org.geotimeline.act.statement;

import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;
import org.geotimeline.act.Quote;
import org.jspecify.annotations.Nullable;

/** Acts of speech: statements, conditions, accusations and denials, pledges. A claim is not a fact. */
public sealed interface StatementAct extends Act {

    String FAMILY = "timeline.statement";

    @Override
    Circumstances about();

    @Event(namespace = FAMILY, name = "StatementMade", version = "1")
    record StatementMade(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}

    @Event(namespace = FAMILY, name = "ConditionsSet", version = "1")
    record ConditionsSet(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}

    @Event(namespace = FAMILY, name = "ConditionsMet", version = "1")
    record ConditionsMet(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}

    @Event(namespace = FAMILY, name = "ConditionsDropped", version = "1")
    record ConditionsDropped(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}

    @Event(namespace = FAMILY, name = "AccusationMade", version = "1")
    record AccusationMade(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}

    @Event(namespace = FAMILY, name = "DenialMade", version = "1")
    record DenialMade(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}

    @Event(namespace = FAMILY, name = "PledgeMade", version = "1")
    record PledgeMade(
            Circumstances about,
            @Nullable String kind,
            List<String> conditions,
            @Nullable String unlocks,
            @Nullable String status,
            List<Quote> quotes)
            implements StatementAct {}
}
