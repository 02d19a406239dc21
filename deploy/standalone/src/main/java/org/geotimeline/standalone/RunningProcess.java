package org.geotimeline.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A process of this machine, known by its number only. An earlier start may have left it, or another program may have
 * got the number since. Its state is read from {@code /proc}, or from the JDK on systems without it.
 */
record RunningProcess(long pid) {

    private static final Path PROC = Path.of("/proc");
    private static final long POLL_MS = 50;

    /**
     * Whether the process exists and is not a zombie. The JDK counts zombies, which hold no file and no port, as
     * alive.
     */
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

    /** The command line with single spaces; empty if it is unknown. */
    String commandLine() {
        try {
            // The JDK would read only one page of it.
            return Files.readString(PROC.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().commandLine())
                    .orElse("");
        }
    }

    /** Whether the folder is the working directory of the process, or appears in its command line. */
    boolean belongsTo(Path folder) {
        try {
            if (Files.isSameFile(Files.readSymbolicLink(PROC.resolve(pid + "/cwd")), folder)) {
                return true;
            }
        } catch (IOException e) {
            // Not Linux, not readable or ended: the command line decides.
        }
        return commandLine().contains(folder.toString());
    }

    /** The running processes whose working directory is the folder; empty on systems without {@code /proc}. */
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

    /** Sends a signal by name ({@code INT}, {@code KILL}). It is not an error if the process has ended. */
    void signal(String name) {
        try {
            // kill is built into the shell. The program may be missing, and the JDK cannot send INT.
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

    /** Waits for the end of the process. Returns false after the timeout. */
    boolean awaitEnd(Duration timeout) {
        var end = System.nanoTime() + timeout.toNanos();
        while (isRunning()) {
            if (System.nanoTime() > end || !paused()) {
                return false;
            }
        }
        return true;
    }

    /** Sleeps for one poll. Returns false if the thread was interrupted. */
    static boolean paused() {
        try {
            Thread.sleep(POLL_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
