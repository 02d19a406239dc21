package org.geotimeline.act;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.geotimeline.act.id.ActId;
import org.geotimeline.time.Known;

/**
 * Something that was done or said once. Each family is a sealed interface of records in a package of its own; the first
 * component of every record is what it has in common with others of its sort.
 */
public interface Act {

    About about();

    default ActId id() {
        return about().id();
    }

    default Optional<Known> known() {
        return Optional.ofNullable(about().known());
    }

    /**
     * The fields that no correction can change, beside id, type, known time and dataset: with another value the act would
     * be another act.
     */
    default Set<String> fixed() {
        return Set.of();
    }

    /** The tags under which the act is stored and found, beside {@code act:<id>}: the actors and things that it names. */
    default SortedSet<String> tags() {
        var tags = new TreeSet<String>();
        about().tags(tags);
        return tags;
    }
}
