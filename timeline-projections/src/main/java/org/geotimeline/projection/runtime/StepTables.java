package org.geotimeline.projection.runtime;

/** The steps of every projection that runs. */
public interface StepTables {

    /** @param projection its name with its version, {@code stance_v2} */
    StepTable of(String projection);
}
