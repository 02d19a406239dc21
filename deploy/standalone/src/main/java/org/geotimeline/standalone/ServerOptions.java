package org.geotimeline.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where a server is or is to be: its folder, its ports, and the servers that it uses instead of its own. */
final class ServerOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default: $TIMELINE_DATA, or .timeline beside this program).")
    @Nullable
    Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the application (default: ${DEFAULT-VALUE}; 0: any that is free).")
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
                    "Use this PostgreSQL (15 or newer) and start none: postgres://USER@HOST:PORT/DATABASE or a JDBC URL;"
                            + " the password best in PGPASSWORD.")
    @Nullable
    String database;

    @Option(
            names = "--kafka",
            paramLabel = "HOSTS",
            description = "Use these Kafka brokers (HOST:PORT, more with commas) and start none.")
    @Nullable
    String kafka;

    /** Refuses ports that are none, or are given twice. */
    void check(CommandLine line) {
        var ports = new ArrayList<Integer>();
        for (var each : Map.of("--port", port, "--kafka-port", kafkaPort, "--pg-port", postgresPort)
                .entrySet()) {
            if (each.getValue() < 0 || each.getValue() > 65_535) {
                throw new CommandLine.ParameterException(
                        line, each.getValue() + " is no port; " + each.getKey() + " takes 0 to 65535.");
            }
            if (each.getValue() > 0 && ports.contains(each.getValue())) {
                throw new CommandLine.ParameterException(
                        line,
                        "--port, --kafka-port and --pg-port must differ; " + each.getValue() + " is given twice.");
            }
            ports.add(each.getValue());
        }
    }

    Path folder() {
        if (data != null) {
            return data;
        }
        var named = System.getenv("TIMELINE_DATA");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("timeline.home", "."), ".timeline")
                : Path.of(named);
    }
}
