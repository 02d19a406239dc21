package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code timeline doctor}: checks whether a server can start, or why a running one has faults. It changes nothing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Checks this machine, the data folder and its server, and reports line by line what is ok and what to do.",
            "With --database and --kafka, checks those servers instead of the ports of its own."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is wrong", "2:wrong usage"})
final class Doctor implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ServerOptions options = new ServerOptions();

    @Override
    public Integer call() {
        options.check(spec.commandLine());
        var found = findings();
        var out = spec.commandLine().getOut();
        found.forEach(finding -> out.println(finding.line()));
        out.flush();
        return found.stream().anyMatch(finding -> finding.grade() == Finding.Grade.WRONG) ? 1 : 0;
    }

    private List<Finding> findings() {
        Path folder = real(options.folder());
        var occupants = Occupants.of(folder);
        var found = new ArrayList<Finding>();
        found.add(Machine.jdk());
        found.add(Machine.memory());
        found.add(Machine.disk(folder));
        found.addAll(FolderCheck.of(folder, occupants));
        found.add(Machine.port(options.listen, options.port, "--port", occupants));
        if (options.kafka == null) {
            found.add(Machine.port("127.0.0.1", options.kafkaPort, "--kafka-port", occupants));
        } else {
            found.addAll(KafkaCheck.of(options.kafka));
        }
        if (options.database == null) {
            found.add(Machine.port("127.0.0.1", options.postgresPort, "--pg-port", occupants));
        } else {
            found.addAll(database(options.database));
        }
        return found;
    }

    private static List<Finding> database(String url) {
        try {
            return DatabaseCheck.of(DatabaseAddress.parse(url, System.getenv()));
        } catch (NotStarted e) {
            return List.of(Finding.wrong(String.valueOf(e.getMessage())));
        }
    }

    /** The path by which processes know the folder. */
    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath();
        } catch (IOException e) {
            return folder.toAbsolutePath();
        }
    }
}
