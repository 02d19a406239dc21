package org.geotimeline.store;

/** The oldest PostgreSQL that is supported. */
class OldestContainerIT extends ContainersIT {

    OldestContainerIT() {
        super(15);
    }
}
