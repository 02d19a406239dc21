package org.geotimeline.cli.ops;

import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Makes a version of a view the active one. The old one is still kept up to date.")
final class ServeVersionCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "VIEW", description = "A view without its version, such as stance.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version, such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String version;

    @Mixin
    final ReasonOption reason = new ReasonOption();

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        return new AnswerPrinter(server)
                .done(
                        reason.on(Request.at("ops", "versions", view, "serve").with("version", version)),
                        reply -> "%s answers from now on.".formatted(version));
    }
}
