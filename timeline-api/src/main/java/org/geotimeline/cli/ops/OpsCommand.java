package org.geotimeline.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the state of the server: its ledger, its views, its feed, and its faults with their remedies.",
            "The exit code is 1 if a view or the feed has stopped or lags, or if acts are parked."
        },
        subcommands = {
            ParkedCommand.class,
            RetryParkedCommand.class,
            DropParkedCommand.class,
            VersionsCommand.class,
            ServeVersionCommand.class,
            VersionOrderCommand.Cancel.class,
            VersionOrderCommand.Resume.class,
            VersionOrderCommand.CallOff.class,
            VersionOrderCommand.Rebuild.class,
            VersionOrderCommand.Remove.class,
            CheckCommand.class
        })
public final class OpsCommand implements Callable<Integer> {

    private static final long PAUSE_MS = 1_000;

    @Option(names = "--watch", description = "Show the state again every second, until Ctrl-C.")
    boolean watch;

    long lag = 60;

    @Option(
            names = "--lag",
            paramLabel = "SECONDS",
            description =
                    "The lag behind the ledger that counts as a fault, of the feed and of active views (default: 60).")
    void lag(long seconds) {
        if (seconds < 0) {
            throw server.misuse("--lag must be at least 0 seconds, not " + seconds);
        }
        lag = seconds;
    }

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        if (!watch) {
            try (Client client = server.client()) {
                return show(client);
            }
        }
        return watched();
    }

    /** An unreachable server does not end the watch, because it may be restarting. */
    private int watched() {
        Screen screen = server.screen();
        int last = Exit.OK;
        while (!screen.isClosed()) {
            screen.redraw();
            try (Client client = server.client()) {
                last = show(client);
            } catch (CliFailure e) {
                last = e.exitCode();
                screen.problem(e.sentence());
            }
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return last;
            }
        }
        return last;
    }

    private int show(Client client) {
        Screen screen = server.screen();
        Reply reply = client.ask(Request.at("ops"));
        JsonNode ops = reply.json();
        List<String> wrong = wrong(ops);
        if (server.isJson()) {
            screen.served(reply.text());
        } else {
            new OpsPage(screen).show(ops, wrong);
        }
        screen.flush();
        return wrong.isEmpty() ? Exit.OK : Exit.FAILURE;
    }

    /** The faults that the server reports, and each lag over the limit. */
    private List<String> wrong(JsonNode ops) {
        var wrong = new ArrayList<String>();
        ops.path("wrong").forEach(sentence -> wrong.add(JsonText.of(sentence)));
        for (JsonNode view : ops.path("views")) {
            if (view.path("serving").asBoolean(false) && lags(view)) {
                wrong.add(late(JsonText.of(view, "name"), view));
            }
        }
        if (lags(ops.path("feed"))) {
            wrong.add(late("the feed " + JsonText.of(ops.path("feed"), "topic"), ops.path("feed")));
        }
        return wrong;
    }

    private boolean lags(JsonNode follower) {
        return follower.path("secondsBehind").asDouble(0) > lag;
    }

    private String late(String name, JsonNode follower) {
        return "%s lags %s s behind the ledger, more than %d"
                .formatted(name, OpsPage.seconds(follower.path("secondsBehind")), lag);
    }
}
