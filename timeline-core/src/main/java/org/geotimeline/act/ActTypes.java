package org.geotimeline.act;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.axonframework.messaging.eventhandling.annotation.Event;

/** Every type of act there is: found once, by asking each family for its records. */
public final class ActTypes {

    private static final ActTypes ALL = new ActTypes();

    private final Map<String, ActType> byName = new TreeMap<>();
    private final Map<String, ActType> byQualifiedName = new HashMap<>();
    private final Map<Class<?>, ActType> byRecord = new HashMap<>();

    private ActTypes() {
        for (Family<?> family : ServiceLoader.load(Family.class, ActTypes.class.getClassLoader())) {
            records(family.acts()).forEach(record -> add(record, family));
        }
    }

    public static ActTypes all() {
        return ALL;
    }

    private void add(Class<? extends Act> record, Family<?> family) {
        Event event = record.getAnnotation(Event.class);
        if (event == null) {
            throw new IllegalStateException(record + " has no @Event with its stored name");
        }
        var type = new ActType(event.namespace(), event.name(), event.version(), record, family);
        if (byName.put(type.name(), type) != null) {
            throw new IllegalStateException("two acts are stored as " + type.name());
        }
        byQualifiedName.put(type.qualifiedName(), type);
        byRecord.put(record, type);
    }

    private static List<Class<? extends Act>> records(Class<? extends Act> family) {
        Deque<Class<?>> open = new ArrayDeque<>(List.of(family));
        var records = new ArrayList<Class<? extends Act>>();
        while (!open.isEmpty()) {
            Class<?> next = open.pop();
            if (next.isRecord()) {
                records.add(next.asSubclass(Act.class));
            } else if (next.isSealed()) {
                open.addAll(List.of(next.getPermittedSubclasses()));
            }
        }
        return records;
    }

    public Collection<ActType> types() {
        return byName.values();
    }

    /** By simple or qualified stored name. */
    public Optional<ActType> named(String name) {
        ActType type = byName.get(name);
        return Optional.ofNullable(type == null ? byQualifiedName.get(name) : type);
    }

    /** By qualified stored name alone. */
    public Optional<ActType> qualified(String name) {
        return Optional.ofNullable(byQualifiedName.get(name));
    }

    public ActType of(Act act) {
        ActType type = byRecord.get(act.getClass());
        if (type == null) {
            throw new IllegalArgumentException(act.getClass() + " belongs to no family");
        }
        return type;
    }
}
