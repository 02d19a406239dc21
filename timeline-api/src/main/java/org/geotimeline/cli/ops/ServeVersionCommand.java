package org.geotimeline.cli.ops;

import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Has another version of a view answer from now on. The one that did goes on being built.")
final class ServeVersionCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "VIEW", description = "Without its version, such as stance.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Parameters(index = "1", paramLabel = "VERSION", description = "Such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String version;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for who comes after.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String reason;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        return new AnswerPrinter(server)
                .done(
                        Request.at("ops", "versions", view, "serve")
                                .with("version", version)
                                .with("reason", reason),
                        reply -> "%s answers from now on.".formatted(version));
    }
}
