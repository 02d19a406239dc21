package org.geotimeline.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole suite of the store on the oldest PostgreSQL, as Debian has it. */
class OldestPostgresIT {

    @Test
    void every_test_of_the_store_passes_on_postgresql_15(@TempDir Path folder) throws Exception {
        try (OldestPostgres postgres = OldestPostgres.startOrSkip(folder)) {
            StoreSuite.passesOn("PostgreSQL 15", postgres.url());
        }
    }
}
