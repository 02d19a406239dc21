package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * A PostgreSQL of our own in the data folder, on the loopback address. It is set to lose nothing that it acknowledged:
 * {@code fsync}, {@code synchronous_commit} and {@code full_page_writes} are on. It is a process group of its own, so a
 * Ctrl-C at the terminal reaches it only through {@link #close}, after the application has stopped using it.
 *
 * <p>There is no Unix socket, and every login over TCP needs a password (SCRAM): the owner's and the superuser's are
 * made at first start and lie in the data folder, readable by its owner only.
 */
final class LocalPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "timeline";
    private static final String DATABASE = "timeline";

    /** Longer than a start takes: after a crash the server first reads back what it wrote since its last checkpoint. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(5);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final DataFolder data;
    private final int port;
    private final RunningProcess postmaster;

    private LocalPostgres(DataFolder data, int port, RunningProcess postmaster) {
        this.data = data;
        this.port = port;
        this.postmaster = postmaster;
    }

    static LocalPostgres start(DataFolder data, int port) {
        var binaries = PostgresBinaries.unpacked(data.root());
        stopLeftover(data);
        try {
            var first = !Files.exists(data.postgres().resolve("PG_VERSION"));
            if (first) {
                initialise(data, binaries);
            }
            DataFolder.writePrivate(data.postgres().resolve("timeline.conf"), settings(port));
            run(
                    data,
                    binaries.program("pg_ctl"),
                    List.of(
                            "--pgdata=" + data.postgres(),
                            "--log=" + data.log("postgres"),
                            "--wait",
                            "--timeout=" + START_PATIENCE.toSeconds(),
                            "start"),
                    START_PATIENCE.plusSeconds(10));
            var server = new LocalPostgres(
                    data,
                    port,
                    leftover(data)
                            .orElseThrow(
                                    () -> new NotStarted("PostgreSQL ended at once; see " + data.log("postgres"))));
            try {
                if (first || !server.isProvided()) {
                    server.provide();
                }
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new NotStarted("PostgreSQL could not be started: " + DataFolder.reason(e) + ".", e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    String user() {
        return OWNER;
    }

    String password() {
        return data.secret("postgres-owner");
    }

    /**
     * Gives the role of analysts the password of this data folder, once the tables are made.
     *
     * @return how they log in
     */
    String letAnalystsIn() {
        forbidWriting();
        try (var connection = DriverManager.getConnection(jdbcUrl(), OWNER, password())) {
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(ANALYST, data.secret(ANALYST_SECRET).toCharArray(), "scram-sha-256");
            return "PGPASSWORD=$(cat %s) psql 'host=127.0.0.1 port=%d dbname=%s user=%s'"
                    .formatted(data.secretFile(ANALYST_SECRET), port, DATABASE, ANALYST);
        } catch (SQLException e) {
            throw new NotStarted("The role of analysts cannot be given a password: " + e.getMessage(), e);
        }
    }

    boolean isRunning() {
        return postmaster.isRunning();
    }

    long pid() {
        return postmaster.pid();
    }

    /** Stops the server: open transactions are rolled back, the rest is written. */
    @Override
    public void close() {
        if (!postmaster.isRunning()) {
            return;
        }
        stop(data, postmaster);
    }

    /** Stops what an earlier start with this data folder left running, and mends what would hinder the next. */
    static void stopLeftover(DataFolder data) {
        var pidFile = data.postgres().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        leftover(data).filter(process -> process.belongsTo(data.postgres())).ifPresent(process -> stop(data, process));
        // A postmaster that was killed leaves workers for a moment; they must be gone before its file may go, because
        // two servers over the same files destroy them.
        var end = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (RunningProcess.in(data.postgres()).findAny().isPresent()) {
            if (System.nanoTime() > end || !RunningProcess.paused()) {
                throw new NotStarted("A PostgreSQL of an earlier start still works in " + data.postgres()
                        + " and does not end (process "
                        + RunningProcess.in(data.postgres())
                                .findAny()
                                .map(RunningProcess::pid)
                                .orElse(0L)
                        + "). End it and try again.");
            }
        }
        try {
            // Its number may belong to a zombie or to a stranger now, and PostgreSQL would take either for itself.
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new NotStarted("The file " + pidFile + " cannot be removed: " + DataFolder.reason(e) + ".", e);
        }
    }

    private static void stop(DataFolder data, RunningProcess process) {
        process.signal("INT"); // fast: no waiting for clients
        if (!process.awaitEnd(STOP_PATIENCE)) {
            process.signal("QUIT"); // at once; the next start reads back what it wrote
            if (!process.awaitEnd(Duration.ofSeconds(5))) {
                RunningProcess.in(data.postgres()).forEach(each -> each.signal("KILL"));
                process.signal("KILL");
                process.awaitEnd(Duration.ofSeconds(5));
            }
        }
    }

    private static Optional<RunningProcess> leftover(DataFolder data) {
        try {
            var lines = Files.readAllLines(data.postgres().resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            return Optional.of(new RunningProcess(Long.parseLong(lines.get(0).strip())))
                    .filter(RunningProcess::isRunning);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Makes the files beside their place and moves them there whole: half of them would never start. */
    private static void initialise(DataFolder data, PostgresBinaries binaries) throws IOException {
        var draft = data.root().resolve("postgres.new");
        DataFolder.delete(draft);
        data.secret("postgres-superuser");
        run(
                data,
                binaries.program("initdb"),
                List.of(
                        "--pgdata=" + draft,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + data.secretFile("postgres-superuser"),
                        "--auth-host=scram-sha-256",
                        "--auth-local=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums"),
                Duration.ofMinutes(2));
        Files.writeString(
                draft.resolve("postgresql.conf"),
                "\ninclude 'timeline.conf' # written at each start\n",
                StandardOpenOption.APPEND);
        Files.move(draft, data.postgres(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String settings(int port) {
        return """
                # Written by `timeline up` at each start. Use ALTER SYSTEM for settings of your own.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = 'scram-sha-256'

                # An acknowledged act survives a crash of the process and of the machine.
                fsync = on
                synchronous_commit = on
                full_page_writes = on

                max_connections = 100
                shared_buffers = '256MB'
                jit = off
                timezone = 'UTC'
                log_timezone = 'UTC'
                lc_messages = 'C'
                # No statement with its values in a log file.
                log_min_error_statement = 'panic'
                log_parameter_max_length_on_error = 0
                """.formatted(port);
    }

    /**
     * What a role may do by default beside reading: large objects, locks that others wait for, other databases. Only who
     * needs it keeps it. An administrator of another server does the same there; the documentation has the statements.
     */
    private void forbidWriting() {
        var server = "jdbc:postgresql://127.0.0.1:" + port + "/";
        try (var connection =
                        DriverManager.getConnection(server + DATABASE, SUPERUSER, data.secret("postgres-superuser"));
                var statement = connection.createStatement()) {
            statement.execute("""
                do $$
                declare f regprocedure;
                begin
                    for f in select oid::regprocedure from pg_proc where pronamespace = 'pg_catalog'::regnamespace
                            and proname ~ '^(lo_.*|lowrite|pg_(try_)?advisory_.*|pg_notify)$' loop
                        execute format('revoke execute on function %%s from public', f);
                        execute format('grant execute on function %%s to %1$s, timeline_app', f);
                    end loop;
                end $$;
                revoke connect on database postgres, template1 from public;
                """.formatted(OWNER));
        } catch (SQLException e) {
            throw new NotStarted("The role of analysts cannot be limited: " + e.getMessage(), e);
        }
    }

    private static final String ANALYST = "analyst_ro";
    private static final String ANALYST_SECRET = "analyst";

    /** Whether the owner can log in; not after a first start that was cut short. */
    private boolean isProvided() {
        try (var connection = DriverManager.getConnection(jdbcUrl(), OWNER, password())) {
            return connection.isValid(10);
        } catch (SQLException e) {
            // 28P01: no such role or another password; 3D000: no such database.
            if (List.of("28P01", "3D000").contains(e.getSQLState())) {
                return false;
            }
            throw new NotStarted("The database of the data folder cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Makes the owner and its database, or what is missing of them. */
    private void provide() {
        var server = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(server, SUPERUSER, data.secret("postgres-superuser"))) {
            if (!exists(connection, "select from pg_roles where rolname = '" + OWNER + "'")) {
                // It makes the application's role, which may only add to the ledger.
                execute(connection, "create role " + OWNER + " login createrole");
            }
            // The driver hashes it: the server never sees the password itself.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(OWNER, password().toCharArray(), "scram-sha-256");
            if (!exists(connection, "select from pg_database where datname = '" + DATABASE + "'")) {
                execute(connection, "create database " + DATABASE + " owner " + OWNER);
            }
        } catch (SQLException e) {
            throw new NotStarted("The database of the data folder cannot be prepared: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void run(DataFolder data, String program, List<String> arguments, Duration patience)
            throws IOException {
        var command = new ArrayList<>(asAnyoneButRoot());
        command.add(program);
        command.addAll(arguments);
        var log = data.log("postgres");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // PGPORT, PGOPTIONS and their like would be obeyed.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new NotStarted("PostgreSQL has not started after " + patience.toSeconds() + " s; see " + log
                        + ". Its last words:\n" + DataFolder.tail(log, 5));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new NotStarted("The start of PostgreSQL was interrupted.", e);
        }
        if (process.exitValue() != 0) {
            throw new NotStarted(
                    "PostgreSQL did not start; see " + log + ". Its last words:\n" + DataFolder.tail(log, 5));
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace without names root is nobody, with the same files. */
    private static List<String> asAnyoneButRoot() throws IOException {
        if (!isRoot()) {
            return List.of();
        }
        try {
            var trial = new ProcessBuilder("unshare", "--user", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor() == 0) {
                return List.of("unshare", "--user");
            }
        } catch (IOException e) {
            // No such program: the sentence below holds.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new NotStarted("PostgreSQL refuses to run as root, and root may make no user namespace on this machine."
                + " Start as an ordinary user, or give a PostgreSQL that runs with --database.");
    }

    private static boolean isRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getAttribute(self, "unix:uid").equals(0)
                : "root".equals(System.getProperty("user.name"));
    }

    String version() {
        try (var connection = DriverManager.getConnection(jdbcUrl(), OWNER, password())) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new NotStarted("The database does not answer: " + e.getMessage(), e);
        }
    }
}
