package org.geotimeline.store;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The newest PostgreSQL that is supported. All other tests run on the same version, so that this one is only of {@code --all}. */
@EnabledIfSystemProperty(
        named = "timeline.test.all",
        matches = "true",
        disabledReason = "PostgreSQL 18 is tried in a container by ./timeline test --all")
class NewestContainerIT extends ContainersIT {

    NewestContainerIT() {
        super(18);
    }
}
