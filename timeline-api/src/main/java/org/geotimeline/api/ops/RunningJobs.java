package org.geotimeline.api.ops;

import java.util.List;

/** Long work in the background, as an operator sees it while it runs. */
public interface RunningJobs {

    /** What is under way, on all nodes. */
    List<Work> works();

    /**
     * Work under way.
     *
     * @param id by which it is asked for
     * @param what it is, in a word: the format of an import
     * @param done how much of it
     * @param total of how much; 0 where that is not known yet
     */
    record Work(String id, String what, String state, long done, long total) {}
}
