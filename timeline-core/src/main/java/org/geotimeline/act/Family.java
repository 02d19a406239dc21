package org.geotimeline.act;

import java.lang.reflect.ParameterizedType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A family of acts and its rules. It is found by the service loader, so that adding a family is adding its folder.
 *
 * @param <A> the sealed interface of the family's records
 */
public interface Family<A extends Act> {

    /** The sealed interface whose records are the family's acts: the type argument of the family. */
    @SuppressWarnings("unchecked") // a family is a family of the acts that its type argument names
    default Class<A> acts() {
        return Stream.of(getClass().getGenericInterfaces())
                .filter(type -> type instanceof ParameterizedType of && of.getRawType() == Family.class)
                .map(type -> (Class<A>) ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(getClass() + " does not name the acts of its family"));
    }

    /** The events that the rules read before they decide on this act; none if no rule needs history. */
    default Set<EventQuery> reads(A reported) {
        return Set.of();
    }

    /**
     * Decides, purely: same history, same answer.
     *
     * @param onFile the acts that one of the queries found, by position. A knowledge act is among them only if a query
     *     names its id, because the acts that it is about are given as it left them
     */
    default Decision decide(A reported, List<OnFile> onFile) {
        return Decision.recorded(reported);
    }
}
