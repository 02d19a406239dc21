package org.geotimeline.store;

/** The newest PostgreSQL that is supported. */
class NewestContainerIT extends ContainersIT {

    NewestContainerIT() {
        super(18);
    }
}
