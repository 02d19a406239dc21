package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The processes that use a data folder, found by its files and the process table. The lock of the folder is not
 * touched, so that a check never blocks a start.
 *
 * @param server the {@code timeline up} that uses the folder
 * @param others its PostgreSQL and its broker; without a server, those that a killed server left
 */
record Occupants(Optional<RunningProcess> server, List<RunningProcess> others) {

    static Occupants of(Path folder) {
        Optional<RunningProcess> server = process(folder.resolve("lock"))
                .filter(each -> each.commandLine().contains(Main.class.getName()));
        var others =
                new ArrayList<>(RunningProcess.in(folder.resolve("postgres")).toList());
        process(folder.resolve("kafka.pid"))
                .filter(each -> each.commandLine().contains(KafkaBroker.class.getName()))
                .filter(each -> each.commandLine().contains(folder.toString()))
                .ifPresent(others::add);
        return new Occupants(server, List.copyOf(others));
    }

    private static Optional<RunningProcess> process(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return text.matches("[0-9]{1,18}")
                    ? Optional.of(new RunningProcess(Long.parseLong(text))).filter(RunningProcess::isRunning)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean has(RunningProcess process) {
        return server.filter(process::equals).isPresent() || others.contains(process);
    }

    boolean areLeftOver() {
        return server.isEmpty() && !others.isEmpty();
    }

    /** The process numbers of the others. */
    String numbers() {
        return others.stream().map(each -> Long.toString(each.pid())).collect(Collectors.joining(", "));
    }
}
