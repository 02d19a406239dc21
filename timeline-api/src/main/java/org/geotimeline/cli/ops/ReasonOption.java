package org.geotimeline.cli.ops;

import org.geotimeline.cli.client.Request;
import picocli.CommandLine.Option;

/** The reason of an order, which the server keeps. */
final class ReasonOption {

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "The reason, for later operators.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String reason;

    Request on(Request order) {
        return order.with("reason", reason);
    }
}
