package org.geotimeline.act;

import org.geotimeline.act.id.ActorId;

/** Someone or something that an act is toward or about. */
public record Subject(ActorId id) {}
