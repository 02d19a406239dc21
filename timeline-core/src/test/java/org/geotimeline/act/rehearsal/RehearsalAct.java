package org.geotimeline.act.rehearsal;

import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Circumstances;

/** Acts of trying something out before it counts. */
public sealed interface RehearsalAct extends Act {

    String FAMILY = "timeline.rehearsal";

    @Override
    Circumstances about();

    /** Version 1 had its {@code stage}, in capital letters, where this has a {@code venue}. */
    @Event(namespace = FAMILY, name = "CeremonyRehearsed", version = "2")
    record Tried(Circumstances about, String venue) implements RehearsalAct {}
}
