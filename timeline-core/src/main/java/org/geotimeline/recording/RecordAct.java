package org.geotimeline.recording;

import java.time.Instant;
import java.util.UUID;
import org.geotimeline.act.Act;

/**
 * A report of an act, with its time and identity.
 *
 * @param event the id of the event to append; the same id means the same report
 * @param recorder the authenticated principal
 * @param client the program that the recorder used
 * @param at the time of the report; an act with a later known time is refused
 */
public record RecordAct(Act act, UUID event, String recorder, String client, Instant at) {}
