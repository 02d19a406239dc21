package org.geotimeline.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The TCP ports of this machine: whether one is free, and which process uses it. */
final class Ports {

    private static final int CONNECT_TIMEOUT_MS = 5_000;

    private Ports() {}

    /** The port if it is free; for 0 any free port. */
    static int free(String listen, int port, String option) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(port != 0);
            socket.bind(new InetSocketAddress(InetAddress.getByName(listen), port));
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new NotStarted(
                    "This machine has no address " + listen + " to listen on; name another one with --listen.", e);
        } catch (IOException e) {
            if (holder(port).isEmpty() && !isInUse(e)) {
                throw new NotStarted(
                        "Port " + port + " of " + listen + " is not usable (" + e.getMessage()
                                + "). Choose another one with " + option + ".",
                        e);
            }
            throw new NotStarted(
                    "Port " + port + " of " + listen + " is taken"
                            + holder(port).map(name -> " by " + name).orElse("")
                            + ". Stop that process, or choose another port with " + option + ".",
                    e);
        }
    }

    private static boolean isInUse(IOException e) {
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains("in use");
    }

    /** Fails unless at least one server in a list of HOST:PORT accepts a connection. */
    static void requireAnyAnswer(String servers, String option) {
        var reasons = new ArrayList<String>();
        for (var server : List.of(servers.split(",", -1))) {
            var colon = server.lastIndexOf(':');
            var host = colon < 0 ? "" : server.substring(0, colon).strip();
            var port = colon < 0 ? "" : server.substring(colon + 1).strip();
            if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
                throw new NotStarted("\"" + server + "\" in " + option + " is not a server; expected HOST:PORT.");
            }
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), CONNECT_TIMEOUT_MS);
                return;
            } catch (IOException e) {
                reasons.add(
                        server.strip() + ": " + (e instanceof UnknownHostException ? "no such host" : e.getMessage()));
            }
        }
        throw new NotStarted("None of the servers of " + option + " answers (" + String.join("; ", reasons) + ").");
    }

    /** A description of the process that listens on the port; empty if it cannot be seen. */
    static Optional<String> holder(int port) {
        return holding(port).map(Ports::describe);
    }

    /** The process that listens on the port; empty if it cannot be seen. */
    static Optional<RunningProcess> holding(int port) {
        var sockets = listening(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOne(process.pid(), sockets))
                .findFirst()
                .map(process -> new RunningProcess(process.pid()));
    }

    private static Set<String> listening(int port) {
        var sockets = new HashSet<String>();
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try (var lines = Files.lines(Path.of(table))) {
                lines.map(line -> line.strip().split("\\s+"))
                        // local address, state 0A = listening, inode
                        .filter(field -> field.length > 9 && field[1].endsWith(suffix) && field[3].equals("0A"))
                        .forEach(field -> sockets.add("socket:[" + field[9] + "]"));
            } catch (IOException e) {
                // This system has no such table, so the process stays unknown.
            }
        }
        return sockets;
    }

    private static boolean holdsOne(long pid, Set<String> sockets) {
        try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return open.anyMatch(descriptor -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            return false;
        }
    }

    private static String describe(RunningProcess process) {
        if (process.commandLine().contains(Main.class.getName())
                || process.commandLine().contains(KafkaBroker.class.getName())) {
            return "another `timeline up` (process " + process.pid() + ")";
        }
        try {
            var name = Files.readString(Path.of("/proc/" + process.pid() + "/comm"))
                    .strip();
            return "process " + process.pid() + " (" + name + ")";
        } catch (IOException e) {
            return "process " + process.pid();
        }
    }
}
