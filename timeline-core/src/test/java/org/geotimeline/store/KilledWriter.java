package org.geotimeline.store;

import static org.geotimeline.store.Appending.append;
import static org.geotimeline.store.Appending.event;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;

/** A process that appends from four threads until it is killed, and says which of its events are on file. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] url) throws InterruptedException {
        var config = new HikariConfig();
        config.setJdbcUrl(url[0]);
        config.setMaximumPoolSize(6);
        config.setConnectionInitSql("set role timeline_app");
        var store = PostgresEventStore.open(new HikariDataSource(config), Appending.BYTES);
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().start(() -> {
                while (true) {
                    UUID id = UUID.randomUUID();
                    long position = append(store, event("t.Other", "{}"), event(id, "t.Written", "{}"));
                    System.out.println(position + " " + id + " .");
                }
            });
        }
        Thread.currentThread().join();
    }
}
