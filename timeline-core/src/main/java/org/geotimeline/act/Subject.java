package org.geotimeline.act;

/** Someone or something that an act is toward or about. */
public record Subject(ActorId id) {}
