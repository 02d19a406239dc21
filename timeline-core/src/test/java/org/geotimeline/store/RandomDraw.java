package org.geotimeline.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/** What a seed draws: a few types, and tags of which a few are on many events and many are on few. */
final class RandomDraw {

    private static final List<QualifiedName> TYPES = List.of(
            new QualifiedName("t.A"), new QualifiedName("t.B"), new QualifiedName("t.C"), new QualifiedName("t.D"));
    private static final int KEYS = 3;
    private static final int OFTEN = 3;
    private static final int SELDOM = 400;

    private final Random random;

    RandomDraw(Random random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T oneOf(List<T> many) {
        return many.get(random.nextInt(many.size()));
    }

    /** An append of one to three events, mostly with a condition, mostly on what was read a moment ago. */
    PlainLedger.Asked append(long head) {
        var events = new ArrayList<PlainLedger.Event>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            events.add(event(new UUID(random.nextLong(), random.nextLong())));
        }
        EventCriteria criteria = oneIn(5) ? null : criteria(oneIn(60));
        Set<Tag> own = events.get(0).tags();
        if (criteria != null && !own.isEmpty() && random.nextBoolean()) {
            criteria = criteria.or(EventCriteria.havingTags(own)); // none like this one
        }
        return new PlainLedger.Asked(List.copyOf(events), criteria, position(head));
    }

    /** The same ids with other content, or one of them among new events. */
    PlainLedger.Asked other(PlainLedger.Asked known, long head) {
        var events = new ArrayList<PlainLedger.Event>();
        if (random.nextBoolean()) {
            known.events()
                    .forEach(e -> events.add(new PlainLedger.Event(e.id(), e.type(), e.payload() + " ", e.tags())));
        } else {
            events.add(known.events().get(0));
            events.add(random.nextInt(2), event(new UUID(random.nextLong(), random.nextLong())));
        }
        return new PlainLedger.Asked(List.copyOf(events), someCriteria(), position(head));
    }

    /** One id twice. */
    PlainLedger.Asked twice(long head) {
        PlainLedger.Event event = event(new UUID(random.nextLong(), random.nextLong()));
        return new PlainLedger.Asked(List.of(event, event), someCriteria(), position(head));
    }

    private @Nullable EventCriteria someCriteria() {
        return random.nextBoolean() ? null : criteria(false);
    }

    private PlainLedger.Event event(UUID id) {
        return new PlainLedger.Event(
                id, oneOf(TYPES), "{\"n\":" + random.nextInt(1_000) + "}", Set.copyOf(tags(random.nextInt(4))));
    }

    /** Mostly near the end, now and then far from it or at the beginning. */
    long position(long head) {
        return switch (random.nextInt(200)) {
            case 0 -> 0;
            case 1 -> random.nextLong(head + 1);
            default -> oneIn(3) ? head : Math.max(0, head - random.nextInt(60));
        };
    }

    /** One to three criteria. Wide ones may ask for no tag, and so meet much of the ledger. */
    EventCriteria criteria(boolean wide) {
        EventCriteria criteria = one(wide);
        for (int i = 0; i < random.nextInt(3); i++) {
            criteria = criteria.or(one(wide));
        }
        return criteria;
    }

    private EventCriteria one(boolean wide) {
        Set<Tag> tags = tags(wide ? random.nextInt(2) : 1 + random.nextInt(2));
        var tagged = tags.isEmpty() ? EventCriteria.havingAnyTag() : EventCriteria.havingTags(tags);
        var types = new HashSet<QualifiedName>();
        for (int i = random.nextInt(3); i > 0; i--) {
            types.add(oneOf(TYPES));
        }
        return types.isEmpty() ? tagged : tagged.andBeingOneOfTypes(types);
    }

    private Set<Tag> tags(int many) {
        var tags = new HashSet<Tag>();
        for (int i = 0; i < many; i++) {
            int value = oneIn(3) ? random.nextInt(OFTEN) : random.nextInt(SELDOM);
            tags.add(Tag.of("k" + random.nextInt(KEYS), "v" + value));
        }
        return tags;
    }
}
