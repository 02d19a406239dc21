package org.geotimeline.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of store and runtime, and the role of the application. */
public final class StoreSchema {

    private StoreSchema() {}

    /** Migrates the schema to the current version. The user must own the database, or be allowed to create schemas and roles. */
    public static void migrate(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .schemas("timeline")
                .defaultSchema("timeline")
                .table("schema_history")
                .locations("classpath:db/timeline")
                .outOfOrder(true) // each module counts its own versions, and a folder of data may have the later ones
                .load()
                .migrate();
    }
}
