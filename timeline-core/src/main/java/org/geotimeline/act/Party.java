package org.geotimeline.act;

import org.geotimeline.act.id.ActorId;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Word;
import org.jspecify.annotations.Nullable;

/** Someone who did an act, and in what role; without a role it is {@code actor}. */
public record Party(ActorId id, @Nullable String role) {

    /** The role of an actor for whom no role is written. */
    public static final String ACTOR = "actor";

    public Party {
        if (role != null) {
            FaultyBody.at("/role", () -> Word.require(role, Word.Form.LABEL, "a role"));
        }
    }

    public String roleOrActor() {
        return role == null ? ACTOR : role;
    }
}
