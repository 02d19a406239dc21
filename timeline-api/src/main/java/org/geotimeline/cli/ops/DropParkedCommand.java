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
        name = "drop",
        mixinStandardHelpOptions = true,
        description = {
            "Leaves a parked act out of a view for ever, and rebuilds the view without it.",
            "The act stays in the ledger; the reason is kept."
        })
final class DropParkedCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "VIEW", description = "With its version, such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Parameters(index = "1", paramLabel = "N", description = "The position of the act.")
    long position;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for who comes after.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String reason;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        return new AnswerPrinter(server)
                .done(
                        Request.at("ops", "views", view, "parked", "drop")
                                .with("position", position)
                                .with("reason", reason),
                        reply -> "%s leaves out position %d and is being rebuilt.".formatted(view, position));
    }
}
