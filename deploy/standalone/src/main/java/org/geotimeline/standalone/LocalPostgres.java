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
 * A PostgreSQL of this program in the data folder, on the loopback address. It loses no acknowledged write:
 * {@code fsync}, {@code synchronous_commit} and {@code full_page_writes} are on. It is a process group of its own, so
 * that Ctrl-C at the terminal stops it only through {@link #close}, after the application.
 *
 * <p>There is no Unix socket, and every login over TCP needs a password (SCRAM). The first start makes the passwords of
 * the owner and of the superuser, in files of the data folder that only its owner can read.
 */
final class LocalPostgres implements AutoCloseable {

    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "timeline";
    private static final String DATABASE = "timeline";
    private static final String ANALYST = "analyst_ro";
    private static final String ANALYST_SECRET = "analyst";

    /** Long, because after a crash the server first replays its log since the last checkpoint. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final DataFolder data;
    private final int port;
    private final RunningProcess postmaster;

    private LocalPostgres(DataFolder data, int port, RunningProcess postmaster) {
        this.data = data;
        this.port = port;
        this.postmaster = postmaster;
    }

    static LocalPostgres start(DataFolder data, int port) {
        PostgresBinaries binaries = PostgresBinaries.unpacked(data.root());
        stopLeftover(data);
        try {
            boolean isFirst = !Files.exists(data.postgres().resolve("PG_VERSION"));
            if (isFirst) {
                initialise(data, binaries);
            }
            DataFolder.writePrivate(data.postgres().resolve("timeline.conf"), settings(port));
            var server = new LocalPostgres(data, port, launch(data, binaries));
            try {
                if (isFirst || !server.isProvided()) {
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

    private static RunningProcess launch(DataFolder data, PostgresBinaries binaries) throws IOException {
        run(
                data,
                binaries.program("pg_ctl"),
                List.of(
                        "--pgdata=" + data.postgres(),
                        "--log=" + data.log("postgres"),
                        "--wait",
                        "--timeout=" + START_TIMEOUT.toSeconds(),
                        "start"),
                START_TIMEOUT.plusSeconds(10));
        return postmaster(data)
                .orElseThrow(() -> new NotStarted("PostgreSQL ended at once; see " + data.log("postgres")));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    String user() {
        return OWNER;
    }

    /** The address with the login of the owner. */
    DatabaseAddress address() {
        return new DatabaseAddress(jdbcUrl(), OWNER, password());
    }

    String password() {
        return data.secret("postgres-owner");
    }

    /**
     * Sets the password of the role of analysts, after the tables are made.
     *
     * @return the command by which an analyst logs in
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

    String version() {
        try (var connection = DriverManager.getConnection(jdbcUrl(), OWNER, password())) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new NotStarted("The database does not answer: " + e.getMessage(), e);
        }
    }

    boolean isRunning() {
        return postmaster.isRunning();
    }

    long pid() {
        return postmaster.pid();
    }

    /** Stops the server: open transactions are rolled back, and the rest is written. */
    @Override
    public void close() {
        if (!postmaster.isRunning()) {
            return;
        }
        stop(data, postmaster);
    }

    /** Stops the PostgreSQL that an earlier start left running in this data folder, and removes its stale files. */
    static void stopLeftover(DataFolder data) {
        var pidFile = data.postgres().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        postmaster(data)
                .filter(process -> process.belongsTo(data.postgres()))
                .ifPresent(process -> stop(data, process));
        // The workers of a killed postmaster run on for a moment. Its file is removed only after they end, because two
        // servers on the same files destroy them.
        var end = System.nanoTime() + STOP_TIMEOUT.toNanos();
        while (RunningProcess.in(data.postgres()).findAny().isPresent()) {
            if (System.nanoTime() > end || !RunningProcess.paused()) {
                throw new NotStarted("A PostgreSQL of an earlier start still runs in " + data.postgres()
                        + " and does not end (process "
                        + RunningProcess.in(data.postgres())
                                .findAny()
                                .map(RunningProcess::pid)
                                .orElse(0L)
                        + "). End it and try again.");
            }
        }
        try {
            // PostgreSQL would believe this number, which may now be that of a zombie or of another program.
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new NotStarted("The file " + pidFile + " cannot be removed: " + DataFolder.reason(e) + ".", e);
        }
    }

    private static void stop(DataFolder data, RunningProcess process) {
        process.signal("INT"); // fast: does not wait for clients
        if (!process.awaitEnd(STOP_TIMEOUT)) {
            process.signal("QUIT"); // immediate: the next start replays the log
            if (!process.awaitEnd(Duration.ofSeconds(5))) {
                RunningProcess.in(data.postgres()).forEach(each -> each.signal("KILL"));
                process.signal("KILL");
                process.awaitEnd(Duration.ofSeconds(5));
            }
        }
    }

    private static Optional<RunningProcess> postmaster(DataFolder data) {
        try {
            var lines = Files.readAllLines(data.postgres().resolve("postmaster.pid"), StandardCharsets.ISO_8859_1);
            return Optional.of(new RunningProcess(Long.parseLong(lines.get(0).strip())))
                    .filter(RunningProcess::isRunning);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Makes the files in a draft folder and then moves it into place, because half of the files would never start. */
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
     * Revokes what every role may do by default beside reading: large objects, locks that block others, other
     * databases. The owner and the application keep these rights. The documentation has the statements for other
     * servers.
     */
    private void forbidWriting() {
        try (var connection = superuser(DATABASE);
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
            throw new NotStarted("The rights of analysts cannot be limited: " + e.getMessage(), e);
        }
    }

    /** Whether the owner can log in; not if the first start was interrupted. */
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

    /** Makes the owner and its database, as far as they are missing. */
    private void provide() {
        try (var connection = superuser("postgres")) {
            if (!exists(connection, "select from pg_roles where rolname = '" + OWNER + "'")) {
                // createrole: the owner makes the role of the application, which may only append to the ledger.
                execute(connection, "create role " + OWNER + " login createrole");
            }
            // The driver hashes the password, so that the server never sees it.
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

    private Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, SUPERUSER, data.secret("postgres-superuser"));
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

    private static void run(DataFolder data, String program, List<String> arguments, Duration timeout)
            throws IOException {
        var command = new ArrayList<>(asOrdinaryUser());
        command.add(program);
        command.addAll(arguments);
        var log = data.log("postgres");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // The programs would obey PGPORT, PGOPTIONS and the like.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw notStarted("has not started after " + timeout.toSeconds() + " s", log);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new NotStarted("The start of PostgreSQL was interrupted.", e);
        }
        if (process.exitValue() != 0) {
            throw notStarted("did not start", log);
        }
    }

    private static NotStarted notStarted(String outcome, Path log) {
        return new NotStarted(
                "PostgreSQL " + outcome + "; see " + log + ". Its last lines:\n" + DataFolder.tail(log, 5));
    }

    /** The prefix of a command for root: in a user namespace root is nobody, whom PostgreSQL accepts. */
    private static List<String> asOrdinaryUser() throws IOException {
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
            // There is no such program.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new NotStarted("PostgreSQL refuses to run as root, and root cannot make a user namespace on this machine."
                + " Start as an ordinary user, or name a running PostgreSQL with --database.");
    }

    private static boolean isRoot() throws IOException {
        var self = Path.of("/proc/self");
        return Files.exists(self)
                ? Files.getAttribute(self, "unix:uid").equals(0)
                : "root".equals(System.getProperty("user.name"));
    }
}
