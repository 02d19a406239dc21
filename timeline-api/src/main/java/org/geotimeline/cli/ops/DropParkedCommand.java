package org.geotimeline.cli.ops;

import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = {
            "Excludes a parked act from a view for good, and rebuilds the view without it.",
            "The act stays in the ledger, and the reason is kept."
        })
final class DropParkedCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "VIEW", description = "A view with its version, such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Parameters(index = "1", paramLabel = "N", description = "The position of the act.")
    long position;

    @Mixin
    final ReasonOption reason = new ReasonOption();

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        return new AnswerPrinter(server)
                .done(
                        reason.on(Request.at("ops", "views", view, "parked", "drop")
                                .with("position", position)),
                        reply -> "%s excludes position %d and is being rebuilt.".formatted(view, position));
    }
}
