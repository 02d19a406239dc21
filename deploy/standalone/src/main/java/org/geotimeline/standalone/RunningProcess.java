package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A process of this machine, known by its number only: perhaps one that an earlier start left behind, perhaps a
 * stranger that was given the number since. Where {@code /proc} exists it is believed; elsewhere the JDK is asked.
 */
record RunningProcess(long pid) {

    private static final Path PROC = Path.of("/proc");

    /** Neither gone nor a zombie: a zombie holds no file and no port, but the JDK calls it alive. */
    boolean isRunning() {
        var stat = PROC.resolve(pid + "/stat");
        if (Files.exists(PROC.resolve("self"))) {
            try {
                var line = Files.readString(stat, StandardCharsets.ISO_8859_1);
                var state = line.substring(line.lastIndexOf(')') + 1).strip();
                return !state.startsWith("Z") && !state.startsWith("X");
            } catch (IOException e) {
                return false;
            }
        }
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The command line with single spaces; empty where it cannot be told. */
    String commandLine() {
        try {
            // The JDK reads no more than one page of it.
            return Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().commandLine())
                    .orElse("");
        }
    }

    /** Whether the folder is its working directory or named in its command line. */
    boolean belongsTo(Path folder) {
        try {
            if (Files.isSameFile(Files.readSymbolicLink(PROC.resolve(pid + "/cwd")), folder)) {
                return true;
            }
        } catch (IOException e) {
            // Not Linux, not ours to look at, or gone: its command line decides.
        }
        return commandLine().contains(folder.toString());
    }

    /** The running processes whose working directory is the folder; none where that cannot be told. */
    static Stream<RunningProcess> in(Path folder) {
        if (!Files.exists(PROC.resolve("self"))) {
            return Stream.empty();
        }
        return ProcessHandle.allProcesses()
                .map(process -> new RunningProcess(process.pid()))
                .filter(process -> process.worksIn(folder) && process.isRunning());
    }

    private boolean worksIn(Path folder) {
        try {
            return Files.readSymbolicLink(PROC.resolve(pid + "/cwd")).equals(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal by name ({@code INT}, {@code KILL}); a process that is gone already is no error. */
    void signal(String name) {
        try {
            // The shell's own kill: a machine may lack the program, and the JDK knows no INT.
            var kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor();
        } catch (IOException e) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it has ended, at most so long; true if it has. */
    boolean awaitEnd(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (isRunning()) {
            if (System.nanoTime() > end || !paused()) {
                return false;
            }
        }
        return true;
    }

    static boolean paused() {
        try {
            Thread.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
