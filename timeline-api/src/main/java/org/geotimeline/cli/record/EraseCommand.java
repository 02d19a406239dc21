package org.geotimeline.cli.record;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the text of an act away for legal reasons, for ever; its place, its time and every proof stay.",
            "What is said of the act stands in acts of its own, which are named and erased one by one."
        })
public final class EraseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ACT", description = "The id of the act.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String act;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is kept and published.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String reason;

    @Option(names = "--language", paramLabel = "TAG", description = "Of the reason (BCP 47); English where not given.")
    String language = "en";

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        var body = JsonMapper.shared()
                .createObjectNode()
                .put("act", act)
                .put("reason", reason)
                .put("language", language);
        Screen screen = server.screen();
        try (Client client = server.client()) {
            Reply reply =
                    client.post(Request.at("ops", "erasures"), body.toString().getBytes(StandardCharsets.UTF_8), null);
            if (!reply.isGood()) {
                throw reply.failure();
            }
            JsonNode erased = reply.json();
            screen.line(String.format(
                    Locale.ROOT,
                    "%s, position %d, %s; position %d says so. The views are built anew.",
                    erased.path("act").asString(),
                    erased.path("position").asLong(),
                    erased.path("now").asBoolean() ? "is erased" : "was erased before",
                    erased.path("erasurePosition").asLong()));
            erased.path("sayings").forEach(saying -> screen.line("said of it, and still there: " + saying.asString()));
            screen.flush();
            return Exit.OK;
        }
    }
}
