package org.geotimeline.rulebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.geotimeline.act.Phase;

/**
 * Which of two acts wins.
 *
 * @param instruments strongest first. Of two acts of one day that no link and no moment orders, the one of the stronger
 *     instrument comes later. {@code position} at the end of the written order means that nothing else decides: both orders
 *     are possible
 * @param movesStatus the phases in which an act may move a state
 * @param movesFlag the phases in which an act may move a process flag
 * @param renews for each effect, whether it renews date and acts of a value that already stands; false if absent
 */
public record Precedence(
        List<List<String>> instruments, Set<Phase> movesStatus, Set<Phase> movesFlag, Map<Rule.Doing, Boolean> renews) {

    public Precedence {
        instruments = instruments.stream().map(List::copyOf).toList();
        movesStatus = Set.copyOf(movesStatus);
        movesFlag = Set.copyOf(movesFlag);
        renews = Map.copyOf(renews);
    }

    /** The strength of an instrument, greater if stronger; an instrument that is not ranked is as weak as none. */
    public int rank(String instrument) {
        for (int i = 0; i < instruments.size(); i++) {
            if (instruments.get(i).contains(instrument)) {
                return instruments.size() - i;
            }
        }
        return instrument.isEmpty() ? 0 : rank("");
    }

    public boolean renews(Rule.Doing doing) {
        return renews.getOrDefault(doing, false);
    }
}
