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
            "Erases the text of an act for legal reasons, for good. Its position, its time and every proof stay.",
            "Statements about the act are separate acts, which the answer lists and which are erased one by one."
        })
public final class EraseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ACT", description = "The id of the act.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String act;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "The reason, which is kept and published.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String reason;

    @Option(names = "--language", paramLabel = "TAG", description = "The language of the reason (BCP 47; default: en).")
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
            JsonNode erased = reply.requireGood().json();
            screen.line(String.format(
                    Locale.ROOT,
                    "%s, position %d, %s by the order at position %d. The views are rebuilt.",
                    erased.path("act").asString(),
                    erased.path("position").asLong(),
                    erased.path("now").asBoolean() ? "is erased" : "was erased before",
                    erased.path("erasurePosition").asLong()));
            erased.path("sayings").forEach(saying -> screen.line("a statement about it remains: " + saying.asString()));
            screen.flush();
            return Exit.OK;
        }
    }
}
