package org.geotimeline.act.registry;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.geotimeline.act.Act;
import org.geotimeline.act.Registration;
import org.geotimeline.act.Texts;
import org.geotimeline.act.id.ActId;
import org.geotimeline.act.id.ActorId;
import org.geotimeline.act.id.DatasetId;
import org.geotimeline.act.id.ForumId;
import org.geotimeline.act.id.ListId;
import org.geotimeline.act.id.SourceId;
import org.geotimeline.json.Fault;
import org.geotimeline.json.FaultyBody;
import org.geotimeline.json.Word;
import org.geotimeline.time.Edtf;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Acts that register what other acts refer to. */
public sealed interface RegistryAct extends Act {

    String FAMILY = "timeline.registry";

    @Override
    Registration about();

    /** The tag of the registered thing; no other thing of the same kind may have the same name. */
    String registers();

    /** The name by which other acts refer to the thing; a published rulebook is fixed, because another version can be published. */
    @Override
    default Set<String> fixed() {
        return Set.of("actor", "forum", "list", "source", "rulebook");
    }

    @Override
    default SortedSet<String> tags() {
        var tags = Act.super.tags();
        tags.add(registers());
        return tags;
    }

    /** What kind of thing an actor is; a state, its government and the movement that rules it are three actors. */
    enum ActorKind {
        STATE,
        GOVERNMENT,
        MOVEMENT,
        ORGANISATION,
        ORGAN,
        BLOC,
        PERSON,
        COLLECTIVE,
        REGION;

        /** The word in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param codes the codes of the actor in other code lists, by list: {@code {"iso3": "KAZ"}} */
    @Event(namespace = FAMILY, name = "ActorRegistered", version = "1")
    record ActorRegistered(
            Registration about,
            ActorId actor,
            ActorKind kind,
            List<Name> names,
            @Nullable ObjectNode codes) implements RegistryAct {
        @Override
        public String registers() {
            return "actor:" + actor;
        }
    }

    /**
     * A dated relation between two actors. A later state of it is a correction of this act.
     *
     * @param relation {@code controls}, {@code part-of}, {@code continues}, {@code affiliate-of}, {@code holds-office} …
     * @param act the act that brought it about
     */
    @Event(namespace = FAMILY, name = "RelationRecorded", version = "1")
    record RelationRecorded(
            Registration about,
            String relation,
            ActorId from,
            ActorId to,
            Edtf valid,
            @Nullable ActId act) implements RegistryAct {

        public RelationRecorded {
            FaultyBody.at("/relation", () -> Word.require(relation, Word.Form.LABEL, "a relation"));
        }

        @Override
        public String registers() {
            return "relation:" + about.id();
        }

        @Override
        public SortedSet<String> tags() {
            var tags = RegistryAct.super.tags();
            tags.add("actor:" + from);
            tags.add("actor:" + to);
            return tags;
        }
    }

    @Event(namespace = FAMILY, name = "ForumRegistered", version = "1")
    record ForumRegistered(
            Registration about,
            ForumId forum,
            List<Name> names,
            @Nullable ActorId host) implements RegistryAct {
        @Override
        public String registers() {
            return "forum:" + forum;
        }
    }

    @Event(namespace = FAMILY, name = "ListRegistered", version = "1")
    record ListRegistered(
            Registration about,
            ListId list,
            ActorId authority,
            List<Name> names,
            @Nullable String kind) implements RegistryAct {
        @Override
        public String registers() {
            return "list:" + list;
        }
    }

    /**
     * A document. Its known time is its date of publication; a document without a date has none.
     *
     * @param publisher the publisher of the document, {@code The Canadian Press}
     * @param author the author, if the document names one
     */
    @Event(namespace = FAMILY, name = "SourceRegistered", version = "2")
    record SourceRegistered(
            Registration about,
            SourceId source,
            List<Name> names,
            @Nullable String kind,
            @Nullable String url,
            @Nullable String language,
            @Nullable String publisher,
            @Nullable String author)
            implements RegistryAct {
        @Override
        public String registers() {
            return "source:" + source;
        }
    }

    /** @param redistributable whether its records may be passed on */
    @Event(namespace = FAMILY, name = "DatasetRegistered", version = "1")
    record DatasetRegistered(
            Registration about,
            DatasetId dataset,
            List<Name> names,
            @Nullable String coder,
            String licence,
            Boolean redistributable,
            @Nullable Texts attribution)
            implements RegistryAct {
        @Override
        public String registers() {
            return "dataset:" + dataset;
        }
    }

    /** @param rulebook the whole document; a version inherits nothing from another */
    @Event(namespace = FAMILY, name = "RulebookPublished", version = "1")
    record RulebookPublished(Registration about, ObjectNode rulebook) implements RegistryAct {

        public RulebookPublished {
            for (String field : List.of("id", "version")) {
                if (!rulebook.path(field).isString()) {
                    throw new FaultyBody(List.of(
                            new Fault("/rulebook/" + field, "a rulebook has a text field '%s'".formatted(field))));
                }
            }
        }

        public String version() {
            return rulebook.path("version").asString();
        }

        @Override
        public String registers() {
            return "rulebook:" + rulebook.path("id").asString().toLowerCase(Locale.ROOT) + "/" + version();
        }
    }
}
