package org.geotimeline.api.ops;

import java.util.List;

/** Long work in the background, as an operator sees it while it runs. */
public interface RunningJobs {

    /** The running jobs of all nodes. */
    List<Work> works();

    /**
     * A running job.
     *
     * @param id the id under which the job can be asked for
     * @param what the kind of the job in a word: the format of an import
     * @param done the number of items that are done
     * @param total the number of all items; 0 if it is not known yet
     */
    record Work(String id, String what, String state, long done, long total) {}
}
