package org.geotimeline.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Peers that are measured beside the engine, each in a module with its own class path. */
enum Peers {
    AXON4("axon4", "org.geotimeline.bench.axon4.Axon4", "-Xmx1g"),
    PEKKO("pekko", "org.geotimeline.bench.pekko.Pekko", "-Xmx1g"),
    XTDB("xtdb", "org.geotimeline.bench.xtdb.Xtdb", "-Xmx6g");

    private final String module;
    private final String main;
    private final String memory;

    Peers(String module, String main, String memory) {
        this.module = module;
        this.main = main;
        this.memory = memory;
    }

    Program start(Server server, String database) throws IOException {
        String url = server.url(database);
        List<String> arguments = switch (this) {
            case AXON4 -> List.of(url, GeneratedActs.SAMPLE);
            case PEKKO -> List.of(url, Server.USER, GeneratedActs.SAMPLE);
            case XTDB -> List.of();
        };
        return Program.start(classPath(), List.of(memory), main, arguments, server.folder());
    }

    private String classPath() throws IOException {
        Path built = Bench.home().resolve(module).resolve("target");
        Path libraries = built.resolve("launcher").resolve("libraries");
        if (!Files.isRegularFile(libraries)) {
            throw new IllegalStateException(
                    "%s is not built: there is no %s; ./timeline bench builds it".formatted(module, libraries));
        }
        return String.join(
                File.pathSeparator,
                built.resolve("classes").toString(),
                Bench.home()
                        .resolve("peer")
                        .resolve("target")
                        .resolve("classes")
                        .toString(),
                Files.readString(libraries).strip());
    }
}
