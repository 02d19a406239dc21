package org.geotimeline.projection.query;

import java.util.Collection;
import org.geotimeline.time.AsOf;

/**
 * The clocks of a question as it was asked; some may be missing. What is missing means now, now, and the last position
 * that the answering projection has applied.
 */
public interface Clocks {

    /**
     * The clocks, complete. Waits, bounded, until the projection has applied what the question is pinned to or asks to be
     * after.
     *
     * @param projection the name of the projection that answers, {@code stance_v2}
     */
    AsOf of(String projection);

    /**
     * The version of the rulebook: the one asked for, else the last one published at that position about one of these
     * subjects, else the last one of all.
     */
    String rulebook(AsOf asOf, Collection<String> subjects);

    /** The question itself, {@code /stances?subject=TAL}: all but its clocks and which page is wanted. */
    String question();
}
