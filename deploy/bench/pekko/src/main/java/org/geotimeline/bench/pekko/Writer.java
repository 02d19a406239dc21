package org.geotimeline.bench.pekko;

import java.util.Set;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.apache.pekko.persistence.Recovery;
import org.apache.pekko.persistence.journal.Tagged;

/** An actor that persists each message with three tags, and replies after the commit. */
final class Writer extends AbstractPersistentActor {

    private final String name;

    /** The message. */
    record Write(String id, String body) {}

    private Writer(String name) {
        this.name = name;
    }

    static Props named(String name) {
        return Props.create(Writer.class, () -> new Writer(name));
    }

    @Override
    public String persistenceId() {
        return name;
    }

    @Override
    public Recovery recovery() {
        return Recovery.none();
    }

    @Override
    public Receive createReceiveRecover() {
        return receiveBuilder().build();
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder().match(Write.class, this::write).build();
    }

    private void write(Write told) {
        ActorRef teller = getSender();
        var event = new Tagged(told.body(), Set.of("act:" + told.id(), "actor:TAL", "actor:RUS"));
        persist(event, written -> teller.tell(told.id(), getSelf()));
    }
}
