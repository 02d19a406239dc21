package org.geotimeline.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.geotimeline.cli.client.UsualFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of a server: its folder, its ports, and external servers to use instead of its own. */
final class ServerOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder (default: $TIMELINE_DATA, or .timeline beside this program).")
    @Nullable
    Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the application (default: ${DEFAULT-VALUE}; 0: any free port).")
    int port;

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            defaultValue = "9092",
            description = "Port of Kafka (default: ${DEFAULT-VALUE}).")
    int kafkaPort;

    @Option(
            names = "--pg-port",
            paramLabel = "N",
            defaultValue = "5432",
            description = "Port of PostgreSQL (default: ${DEFAULT-VALUE}).")
    int postgresPort;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address of the application (default: ${DEFAULT-VALUE}, this machine only).")
    String listen = "127.0.0.1";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "Use this PostgreSQL (15 or newer) and start none: postgres://USER@HOST:PORT/DATABASE or a JDBC"
                            + " URL. Give the password in PGPASSWORD.")
    @Nullable
    String database;

    @Option(
            names = "--kafka",
            paramLabel = "HOSTS",
            description = "Use these Kafka brokers and start none: HOST:PORT, separated by commas.")
    @Nullable
    String kafka;

    /** Refuses port numbers out of range, and ports given twice. */
    void check(CommandLine line) {
        var ports = new ArrayList<Integer>();
        for (var each : Map.of("--port", port, "--kafka-port", kafkaPort, "--pg-port", postgresPort)
                .entrySet()) {
            if (each.getValue() < 0 || each.getValue() > 65_535) {
                throw new CommandLine.ParameterException(
                        line, each.getKey() + " " + each.getValue() + " is not a port; expected 0 to 65535.");
            }
            if (each.getValue() > 0 && ports.contains(each.getValue())) {
                throw new CommandLine.ParameterException(
                        line,
                        "--port, --kafka-port and --pg-port must differ, but " + each.getValue() + " is given twice.");
            }
            ports.add(each.getValue());
        }
    }

    Path folder() {
        return data == null ? UsualFolder.of(System.getenv(), Path.of("")) : data;
    }

    boolean isOnAllAddresses() {
        return List.of("0.0.0.0", "::").contains(listen);
    }

    /** Whether only this machine reaches the application. */
    boolean isOnLoopback() {
        return List.of("127.0.0.1", "localhost", "::1").contains(listen);
    }
}
