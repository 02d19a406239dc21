package org.geotimeline.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** The whole suite of the store on the oldest PostgreSQL, as Debian has it, where no container of it is to be had. */
class OldestPostgresIT {

    @Test
    void every_test_of_the_store_passes_on_postgresql_15(@TempDir Path folder) throws Exception {
        boolean inContainer = DockerClientFactory.instance().isDockerAvailable();
        Assumptions.assumeFalse(inContainer, "Docker answers, and the suite runs in a container of PostgreSQL 15");
        try (OldestPostgres postgres = OldestPostgres.startOrSkip(folder)) {
            StoreSuite.passesOn("PostgreSQL 15", postgres.url());
        }
    }
}
