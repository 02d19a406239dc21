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

/** {@code timeline doctor}: whether a server can start here, or why the one that did is not well. It changes nothing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Looks at this machine, the data folder and its server, and says line by line what is ok and what to do.",
            "With --database and --kafka it looks at those servers instead of the ports of its own."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is wrong", "2:wrong usage"})
final class Doctor implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ServerOptions place = new ServerOptions();

    @Override
    public Integer call() {
        place.check(spec.commandLine());
        var found = findings();
        var out = spec.commandLine().getOut();
        found.forEach(finding -> out.println(finding.line()));
        out.flush();
        return found.stream().anyMatch(finding -> finding.grade() == Finding.Grade.WRONG) ? 1 : 0;
    }

    private List<Finding> findings() {
        Path folder = real(place.folder());
        var occupants = Occupants.of(folder);
        var found = new ArrayList<Finding>();
        found.add(Machine.jdk());
        found.add(Machine.memory());
        found.add(Machine.disk(folder));
        found.addAll(FolderCheck.of(folder, occupants));
        found.add(Machine.port(place.listen, place.port, "--port", occupants));
        if (place.kafka == null) {
            found.add(Machine.port("127.0.0.1", place.kafkaPort, "--kafka-port", occupants));
        } else {
            found.addAll(KafkaCheck.of(place.kafka));
        }
        if (place.database == null) {
            found.add(Machine.port("127.0.0.1", place.postgresPort, "--pg-port", occupants));
        } else {
            found.addAll(database(place.database));
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

    /** As processes name it. */
    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder.toAbsolutePath();
        } catch (IOException e) {
            return folder.toAbsolutePath();
        }
    }
}
