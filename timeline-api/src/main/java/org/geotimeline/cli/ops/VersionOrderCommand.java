package org.geotimeline.cli.ops;

import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An order about one version of a view. */
abstract class VersionOrderCommand implements Callable<Integer> {

    private static final Pattern VERSION = Pattern.compile("(.+)_v[0-9]+");

    @Parameters(index = "0", paramLabel = "VERSION", description = "A view with its version, such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String version;

    @Option(names = "--reason", paramLabel = "TEXT", description = "The reason, for later operators.")
    @Nullable
    String reason;

    @Mixin
    final Server server = new Server();

    abstract int give(AnswerPrinter printer, String view);

    @Override
    public Integer call() {
        Matcher name = VERSION.matcher(version);
        if (!name.matches()) {
            throw server.misuse("'%s' is not a version of a view; expected one such as stance_v2".formatted(version));
        }
        return give(new AnswerPrinter(server), name.group(1));
    }

    /** The reason of an order that needs one. */
    String requiredReason() {
        if (reason == null) {
            throw server.misuse("Missing required option: '--reason=TEXT'");
        }
        return reason;
    }

    Request order(String view, String verb) {
        return Request.at("ops", "versions", view, version, verb);
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description =
                    "Stops building a version until it is resumed, and keeps its rows. Not for the active version.")
    static final class Cancel extends VersionOrderCommand {
        @Override
        int give(AnswerPrinter printer, String view) {
            return printer.done(
                    order(view, "cancel").with("reason", requiredReason()),
                    reply -> "%s is not built any further until it is resumed.".formatted(version));
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Continues building a version that was cancelled or called off.")
    static final class Resume extends VersionOrderCommand {
        @Override
        int give(AnswerPrinter printer, String view) {
            return printer.done(
                    order(view, "resume").with("reason", reason),
                    reply -> "%s is being built again.".formatted(version));
        }
    }

    @Command(
            name = "call-off",
            mixinStandardHelpOptions = true,
            description = "Stops building a version and removes its rows. Not for the active version.")
    static final class CallOff extends VersionOrderCommand {
        @Override
        int give(AnswerPrinter printer, String view) {
            return printer.done(
                    Request.at("ops", "versions", view, "call-off")
                            .with("version", version)
                            .with("reason", reason),
                    reply -> "%s is called off, and its rows are removed.".formatted(version));
        }
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description = "Removes the rows of a version and builds it again from the first event. Not for the active"
                    + " version.")
    static final class Rebuild extends VersionOrderCommand {
        @Override
        int give(AnswerPrinter printer, String view) {
            return printer.done(
                    Request.at("ops", "views", version, "rebuild").with("reason", requiredReason()),
                    reply ->
                            "%s is being built again from the first event; timeline ops versions %s shows the progress."
                                    .formatted(version, view));
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes the tables of a version that the program no longer has.")
    static final class Remove extends VersionOrderCommand {
        @Override
        int give(AnswerPrinter printer, String view) {
            return printer.removed(
                    Request.at("ops", "versions", view, version).with("reason", requiredReason()),
                    "%s is removed.".formatted(version));
        }
    }
}
