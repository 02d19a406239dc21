package org.geotimeline.cli.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which server is asked, how long it may take, and how its answer is shown: what all commands have in common. */
public final class Server {

    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec mixee;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask. Without it the one that runs on the data folder, then " + DEFAULT + ".")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The data folder whose server is asked. Without it $$TIMELINE_DATA, then ./.timeline.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Show the answer as it was served.")
    private boolean json;

    private Duration timeout = Duration.ofSeconds(60);

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the server may take to answer, or a stream may be silent. 60 where not given.")
    void timeout(int seconds) {
        if (seconds < 1) {
            throw misuse("--timeout is at least 1 second, not " + seconds);
        }
        timeout = Duration.ofSeconds(seconds);
    }

    public boolean isJson() {
        return json;
    }

    /** An error in how the command of these options was given. */
    public ParameterException misuse(String sentence) {
        return new ParameterException(mixee.commandLine(), sentence);
    }

    public Screen screen() {
        return Screen.of(mixee);
    }

    public Client client() {
        return new Client(address(), timeout);
    }

    /**
     * Where the server is.
     *
     * @param url without a path
     * @param origin who says so
     */
    record Address(URI url, String origin) {}

    private Address address() {
        if (url != null) {
            try {
                return new Address(parse(url), "--server");
            } catch (URISyntaxException e) {
                throw misuse("--server '%s' is not the address of a server; expected one such as %s"
                        .formatted(url, DEFAULT));
            }
        }
        if (folder != null) {
            Address running = running(folder);
            if (running == null) {
                throw new CliFailure(
                        Exit.FAILURE,
                        "no server runs on the data folder %s; 'timeline up --data %s' starts one"
                                .formatted(folder, folder));
            }
            return running;
        }
        Address running = running(usualFolder());
        return running == null ? new Address(URI.create(DEFAULT), "the default") : running;
    }

    private Path usualFolder() {
        return mixee.root().userObject() instanceof UsualFolder root
                ? root.usualFolder()
                : UsualFolder.of(System.getenv(), Path.of(""));
    }

    /** The server that has left its card in the folder; null where there is none. */
    private static @Nullable Address running(Path folder) {
        Path card = folder.resolve("server.json");
        if (!Files.exists(card)) {
            return null;
        }
        try {
            JsonNode said = JsonMapper.shared().readTree(Files.readAllBytes(card));
            // A server that was killed leaves its card behind.
            boolean gone = said.has("pid")
                    && ProcessHandle.of(said.path("pid").asLong()).isEmpty();
            return gone ? null : new Address(parse(said.path("url").asString("")), card.toString());
        } catch (IOException | JacksonException | URISyntaxException e) {
            throw new CliFailure(
                    Exit.FAILURE, "%s does not say where its server is; name the server with --server".formatted(card));
        }
    }

    private static URI parse(String text) throws URISyntaxException {
        var given = new URI(text.strip());
        String path = given.getRawPath() == null ? "" : given.getRawPath();
        String stem = path.replaceFirst("/+$", "").replaceFirst("/api/v1$", "");
        boolean isHttp = "http".equalsIgnoreCase(given.getScheme()) || "https".equalsIgnoreCase(given.getScheme());
        if (!isHttp || given.getHost() == null || given.getRawQuery() != null || given.getRawFragment() != null) {
            throw new URISyntaxException(text, "not the address of a server");
        }
        return new URI(given.getScheme() + "://" + given.getRawAuthority() + stem);
    }
}
