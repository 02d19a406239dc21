package org.geotimeline.imports.format;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.geotimeline.recording.LedgerRegister;
import org.geotimeline.text.Folding;

/** The registered states by their current and old names, in whatever spelling. */
public final class StateNames {

    private final Map<String, String> states = new HashMap<>();

    public static StateNames of(LedgerRegister register) {
        var names = new StateNames();
        for (String state : register.states()) {
            register.names(state).forEach(name -> names.add(name, state));
        }
        return names;
    }

    /** A name that belongs to two states finds neither. */
    void add(String name, String state) {
        states.merge(plain(name), state, (one, other) -> one.equals(other) ? one : "");
    }

    Optional<String> state(String name) {
        return Optional.ofNullable(states.get(plain(name))).filter(id -> !id.isEmpty());
    }

    /** {@code Côte d’Ivoire} and {@code cote-divoire} are one name. */
    static String plain(String name) {
        return Folding.fold(name).replace(' ', '-');
    }
}
