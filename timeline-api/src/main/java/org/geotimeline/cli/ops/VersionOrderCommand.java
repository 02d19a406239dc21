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

/** What is to be done with one version of a view, and why. */
abstract class VersionOrderCommand implements Callable<Integer> {

    private static final Pattern VERSION = Pattern.compile("(.+)_v[0-9]+");

    @Parameters(index = "0", paramLabel = "VERSION", description = "A view with its version, such as stance_v2.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String version;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for who comes after.")
    @Nullable
    String reason;

    @Mixin
    final Server server = new Server();

    abstract int order(AnswerPrinter telling, String view);

    @Override
    public Integer call() {
        Matcher name = VERSION.matcher(version);
        if (!name.matches()) {
            throw server.misuse("'%s' is no version of a view; expected one as in stance_v2".formatted(version));
        }
        return order(new AnswerPrinter(server), name.group(1));
    }

    /** Those that take a view from someone say why. */
    String why() {
        if (reason == null) {
            throw server.misuse("Missing required option: '--reason=TEXT'");
        }
        return reason;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description =
                    "Nobody goes on building a version until it is resumed; what it has stays. Not the one that answers.")
    static final class Cancel extends VersionOrderCommand {
        @Override
        int order(AnswerPrinter telling, String view) {
            return telling.done(
                    Request.at("ops", "versions", view, version, "cancel").with("reason", why()),
                    reply -> "%s is not built any further until it is resumed.".formatted(version));
        }
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Goes on building a version that was cancelled or called off, from where it stands.")
    static final class Resume extends VersionOrderCommand {
        @Override
        int order(AnswerPrinter telling, String view) {
            return telling.done(
                    Request.at("ops", "versions", view, version, "resume").with("reason", reason),
                    reply -> "%s is being built again.".formatted(version));
        }
    }

    @Command(
            name = "call-off",
            mixinStandardHelpOptions = true,
            description = "Calls off the building of a version and takes its rows away. Not of the one that answers.")
    static final class CallOff extends VersionOrderCommand {
        @Override
        int order(AnswerPrinter telling, String view) {
            return telling.done(
                    Request.at("ops", "versions", view, "call-off")
                            .with("version", version)
                            .with("reason", reason),
                    reply -> "%s is called off, and its rows are gone.".formatted(version));
        }
    }

    @Command(
            name = "rebuild",
            mixinStandardHelpOptions = true,
            description =
                    "Takes the rows of a version away and builds it from the first event on. Not the one that answers.")
    static final class Rebuild extends VersionOrderCommand {
        @Override
        int order(AnswerPrinter telling, String view) {
            return telling.done(
                    Request.at("ops", "views", version, "rebuild").with("reason", why()),
                    reply -> "%s is being built anew; timeline ops versions %s tells how far it is."
                            .formatted(version, view));
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes the tables of a version away that the program has no more.")
    static final class Remove extends VersionOrderCommand {
        @Override
        int order(AnswerPrinter telling, String view) {
            return telling.gone(
                    Request.at("ops", "versions", view, version).with("reason", why()),
                    "%s is gone.".formatted(version));
        }
    }
}
