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

/** The options that all commands share: the server to ask, the timeout of its answers, and their display as JSON. */
public final class Server {

    private static final String DEFAULT = "http://127.0.0.1:8080";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec mixee;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server to ask (default: the server of the data folder, or else " + DEFAULT + ").")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Ask the server of this data folder (default: $$TIMELINE_DATA, or else ./.timeline).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print the answer as the server sent it.")
    private boolean json;

    private Duration timeout = Duration.ofSeconds(60);

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Wait at most this long for an answer, or for the next bytes of a stream (default: 60).")
    void timeout(int seconds) {
        if (seconds < 1) {
            throw misuse("--timeout must be at least 1 second, not " + seconds);
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
     * The address of a server.
     *
     * @param url the URL without a path
     * @param origin the option or file that names the URL
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

    /** The address that a server left in the folder; null if no server runs there. */
    private static @Nullable Address running(Path folder) {
        Path card = folder.resolve("server.json");
        if (!Files.exists(card)) {
            return null;
        }
        try {
            JsonNode content = JsonMapper.shared().readTree(Files.readAllBytes(card));
            // A killed server leaves its file behind.
            boolean isStale = content.has("pid")
                    && ProcessHandle.of(content.path("pid").asLong()).isEmpty();
            return isStale ? null : new Address(parse(content.path("url").asString("")), card.toString());
        } catch (IOException | JacksonException | URISyntaxException e) {
            throw new CliFailure(
                    Exit.FAILURE, "%s has no address of a server; name the server with --server".formatted(card));
        }
    }

    private static URI parse(String text) throws URISyntaxException {
        var uri = new URI(text.strip());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String stem = path.replaceFirst("/+$", "").replaceFirst("/api/v1$", "");
        boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!isHttp || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new URISyntaxException(text, "not the address of a server");
        }
        return new URI(uri.getScheme() + "://" + uri.getRawAuthority() + stem);
    }
}
