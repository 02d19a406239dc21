package org.geotimeline.recording;

import java.time.Instant;
import java.util.UUID;
import org.geotimeline.act.Act;

/**
 * A reported act, as it reaches the ledger. Time and identity come in with it.
 *
 * @param event the id of the event that it may become; the same id means the same report
 * @param recorder the authenticated principal
 * @param client what the recorder reported it with
 * @param at the clock where it came in; an act that is known only later than this is refused
 */
public record RecordAct(Act act, UUID event, String recorder, String client, Instant at) {}
