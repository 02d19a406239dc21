package org.geotimeline.act.knowledge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Saying;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Patch;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Acts that change what is known about other acts of any family, from the moment on at which they are known, and never what
 * was known before.
 */
public sealed interface KnowledgeAct extends Act {

    String FAMILY = "timeline.knowledge";

    @Override
    Saying about();

    /** The acts that this one is about: one, or the two of a merge, the older first. */
    default List<ActId> targets() {
        return List.of(about().act());
    }

    /** A saying about another act is another saying; one about the wrong act is retracted. */
    @Override
    default Set<String> fixed() {
        return Set.of("act", "merged", "into", "event");
    }

    /** A source says something about the act, whose value stays as it is. A report may come before its act. */
    @Event(namespace = FAMILY, name = "ActReported", version = "1")
    record ActReported(Saying about, @Nullable ReportedSeat seat) implements KnowledgeAct {

        @Override
        public SortedSet<String> tags() {
            var tags = KnowledgeAct.super.tags();
            if (seat != null) {
                tags.add("forum:" + seat.forum());
                tags.add("actor:" + seat.entity());
            }
            return tags;
        }
    }

    /** What was claimed did happen. */
    @Event(namespace = FAMILY, name = "ActConfirmed", version = "1")
    record ActConfirmed(Saying about) implements KnowledgeAct {}

    /** A source contradicts the act; its value is kept and marked. */
    @Event(namespace = FAMILY, name = "ActDisputed", version = "1")
    record ActDisputed(Saying about, @Nullable ReportedSeat seat) implements KnowledgeAct {}

    /** @param changes the fields to be changed, each with its new value; null removes a field */
    @Event(namespace = FAMILY, name = "ActCorrected", version = "1")
    record ActCorrected(Saying about, @Patch ObjectNode changes) implements KnowledgeAct {

        /** What makes an act that act: another id or type is another act, and its known time is history. */
        private static final List<String> FIXED = List.of("id", "type", "known", "dataset");

        public ActCorrected {
            if (changes.isEmpty()) {
                throw FaultyBody.of("/changes", "a correction changes at least one field");
            }
            for (String field : FIXED) {
                if (changes.has(field)) {
                    throw FaultyBody.of("/changes/" + field, "'%s' of an act cannot be corrected".formatted(field));
                }
            }
        }
    }

    /** The act should not be on file: it did not happen, or is not what it was taken for. */
    @Event(namespace = FAMILY, name = "ActRetracted", version = "1")
    record ActRetracted(Saying about) implements KnowledgeAct {}

    /** Two acts on file are one; the older id stays, and the younger redirects to it for ever. */
    @Event(namespace = FAMILY, name = "ActsMerged", version = "1")
    record ActsMerged(Saying about, ActId merged) implements KnowledgeAct {

        public ActsMerged {
            if (merged.equals(about.act())) {
                throw FaultyBody.of("/merged", "an act cannot be merged with itself");
            }
        }

        @Override
        public List<ActId> targets() {
            return List.of(about.act(), merged);
        }

        @Override
        public SortedSet<String> tags() {
            var tags = KnowledgeAct.super.tags();
            tags.add("act:" + merged);
            return tags;
        }
    }

    /** What was taken for one act is several: it is retracted, and these are recorded with it. */
    @Event(namespace = FAMILY, name = "ActSplit", version = "1")
    record ActSplit(Saying about, List<Act> into) implements KnowledgeAct {

        public ActSplit {
            if (into.size() < 2) {
                throw FaultyBody.of("/into", "an act is split into at least two");
            }
            var taken = new HashSet<ActId>(List.of(about.id(), about.act()));
            for (int i = 0; i < into.size(); i++) {
                if (!taken.add(into.get(i).id())) {
                    throw FaultyBody.of(
                            "/into/%d/id".formatted(i),
                            "'%s' is used already; each part is a new act"
                                    .formatted(into.get(i).id()));
                }
            }
        }
    }

    /**
     * The payload of an act was erased for legal reasons; no question at any clocks shows it any more. The position and the
     * time of the act stay.
     *
     * @param event the id of the event whose payload was erased
     */
    @Event(namespace = FAMILY, name = "PayloadErased", version = "1")
    record PayloadErased(Saying about, String event) implements KnowledgeAct {

        public PayloadErased {
            if (!event.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                throw FaultyBody.of("/event", "'%s' is not the id of an event".formatted(event));
            }
        }

        @Override
        public SortedSet<String> tags() {
            var tags = KnowledgeAct.super.tags();
            tags.add("erased:" + event);
            return tags;
        }
    }

    /** What a source says about an entity's seat in a round: {@code announced}, {@code observer}, {@code not_seen} … */
    record ReportedSeat(
            ForumId forum,
            String round,
            ActorId entity,
            String role,
            @Nullable Edtf date) {}
}
