package org.geotimeline.projection.query;

/** The steps of every projection that runs. */
public interface StepTables {

    /**
     * The steps of the version that answers for that view.
     *
     * @param projection the view by the name of any of its versions, {@code stance_v2}
     */
    StepTable of(String projection);
}
