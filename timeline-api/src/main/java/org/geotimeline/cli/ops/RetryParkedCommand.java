package org.geotimeline.cli.ops;

import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Makes a view apply parked acts again, after their cause was fixed.")
final class RetryParkedCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "VIEW", description = "A view with its version, such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "N",
            description = "The position of a parked act that others wait for.")
    @Nullable
    Long position;

    @Option(names = "--all", description = "All parked acts.")
    boolean all;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        if (all == (position != null)) {
            throw server.misuse("expected one position, or --all");
        }
        return new AnswerPrinter(server)
                .done(Request.at("ops", "views", view, "parked", "retry").with("position", position), reply -> {
                    int timelines = reply.json().path("timelines").asInt(0);
                    return timelines == 0
                            ? "No act is parked."
                            : "Applied again within seconds: %d timeline%s."
                                    .formatted(timelines, timelines == 1 ? "" : "s");
                });
    }
}
