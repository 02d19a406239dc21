package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temporary;

    @Test
    void every_acknowledged_row_survives_the_kill_of_all_its_processes() throws Exception {
        try (var data = DataFolder.open(temporary.resolve("a folder with spaces"))) {
            var rows = new AcknowledgedRows();
            var killed = LocalPostgres.start(data, anyPort());
            rows.write(killed.jdbcUrl(), killed.user(), killed.password(), 500);
            var processes = RunningProcess.in(data.postgres()).toList();
            assertThat(processes).hasSizeGreaterThan(1);
            processes.forEach(process -> process.signal("KILL"));
            rows.awaitRefusal();

            try (var again = LocalPostgres.start(data, anyPort())) {
                rows.assertAllIn(again.jdbcUrl(), again.user(), again.password());
                assertThat(setting(again, "fsync")).isEqualTo("on");
                assertThat(setting(again, "synchronous_commit")).isEqualTo("on");
                assertThat(setting(again, "full_page_writes")).isEqualTo("on");
                assertThat(setting(again, "listen_addresses")).isEqualTo("127.0.0.1");
            }
            assertThat(RunningProcess.in(data.postgres())).isEmpty();
        }
    }

    @Test
    void nobody_logs_in_without_the_password_and_only_the_owner_of_the_folder_can_read_it() throws Exception {
        try (var data = DataFolder.open(temporary.resolve("data"))) {
            try (var server = LocalPostgres.start(data, anyPort())) {
                for (var user : new String[] {server.user(), "postgres"}) {
                    assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), user, "guess"))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
                }
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.secretFile("postgres-owner"))))
                        .isEqualTo("rw-------");
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
                        .isEqualTo("rwx------");
            }
            // The number of the dead server now belongs to another process: this one.
            Files.writeString(
                    data.postgres().resolve("postmaster.pid"),
                    ProcessHandle.current().pid() + "\n" + data.postgres() + "\n");
            LocalPostgres.start(data, anyPort()).close();
        }
    }

    private static String setting(LocalPostgres server, String name) throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int anyPort() {
        return Ports.free("127.0.0.1", 0, "--pg-port");
    }
}
