package org.geotimeline.bench.axon4;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/** An aggregate in the style of Axon 4: its first command makes it, without a decision. */
final class Statement4 {

    @AggregateIdentifier
    private @Nullable String id;

    Statement4() {} // Axon makes an empty one before it applies events

    @CommandHandler
    Statement4(MakeStatement command) {
        AggregateLifecycle.apply(command.said());
    }

    @EventSourcingHandler
    void on(StatementMade said) {
        id = said.id();
    }

    @Nullable
    String id() {
        return id;
    }
}
