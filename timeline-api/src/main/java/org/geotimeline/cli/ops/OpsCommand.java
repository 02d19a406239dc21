package org.geotimeline.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.CliFailure;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        description = {
            "How the server is: its ledger, its views, its feed; and what is to be done where something is wrong.",
            "The exit code is 1 where a view or the feed stands still or lags, or acts are parked."
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

    private static final long PAUSE_MILLIS = 1_000;

    private static final List<Column> VIEWS = List.of(
            Column.of("view", "name"),
            new Column("answers", view -> view.path("serving").asBoolean(false) ? "yes" : "no"),
            Column.of("state"),
            Column.of("applied"),
            Column.of("behind"),
            new Column("seconds", view -> seconds(view.path("secondsBehind"))),
            Column.of("parked"));

    @Option(names = "--watch", description = "Draw it again each second, until Ctrl-C.")
    boolean watch;

    long lag = 60;

    @Option(
            names = "--lag",
            paramLabel = "SECONDS",
            description = "So far a view that answers, or the feed, may lag behind the ledger. 60 where not given.")
    void lag(long seconds) {
        if (seconds < 0) {
            throw server.misuse("--lag is at least 0 seconds, not " + seconds);
        }
        lag = seconds;
    }

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        if (!watch) {
            try (Client client = server.client()) {
                return shown(client);
            }
        }
        return watched();
    }

    /** A server that is away for a moment is waited for: it may be starting anew. */
    private int watched() {
        Screen screen = server.screen();
        int last = Exit.OK;
        while (!screen.isClosed()) {
            screen.redraw();
            try (Client client = server.client()) {
                last = shown(client);
            } catch (CliFailure e) {
                last = e.exitCode();
                screen.problem(e.sentence());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return last;
            }
        }
        return last;
    }

    private int shown(Client client) {
        Screen screen = server.screen();
        Reply reply = client.ask(Request.at("ops"));
        JsonNode ops = reply.json();
        List<String> wrong = wrong(ops);
        if (server.isJson()) {
            screen.served(reply.text());
        } else {
            show(screen, ops, wrong);
        }
        screen.flush();
        return wrong.isEmpty() ? Exit.OK : Exit.FAILURE;
    }

    /** What the server finds wrong, and what lags more than it may. */
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

    private String late(String who, JsonNode follower) {
        return "%s lags %s s behind the ledger, more than %d"
                .formatted(who, seconds(follower.path("secondsBehind")), lag);
    }

    private void show(Screen screen, JsonNode ops, List<String> wrong) {
        screen.line(screen.strong(
                wrong.isEmpty()
                        ? "All is well."
                        : wrong.size() == 1 ? "One thing is wrong." : wrong.size() + " things are wrong."));
        wrong.forEach(sentence -> screen.line(screen.doubtful("  " + sentence)));
        screen.line("");
        ledger(screen, ops);
        feed(screen, ops.path("feed"));
        appends(screen, ops.path("appends"));
        for (JsonNode work : ops.path("imports")) {
            pair(
                    screen,
                    "import",
                    "%s %s, %s of %s rows (%s)"
                            .formatted(
                                    JsonText.of(work, "what"),
                                    JsonText.of(work, "state"),
                                    JsonText.of(work, "done"),
                                    JsonText.of(work, "total"),
                                    JsonText.of(work, "id")));
        }
        JsonNode disk = ops.path("disk");
        if (disk.isObject()) {
            pair(
                    screen,
                    "disk",
                    "%s of %s free at %s"
                            .formatted(
                                    bytes(disk.path("freeBytes")),
                                    bytes(disk.path("totalBytes")),
                                    JsonText.of(disk, "folder")));
        }
        screen.line("");
        var views = new ArrayList<JsonNode>();
        ops.path("views").forEach(views::add);
        new Table(screen, VIEWS).show(views);
    }

    private static void ledger(Screen screen, JsonNode ops) {
        pair(
                screen,
                "server",
                "timeline %s, since %s".formatted(JsonText.of(ops, "version"), JsonText.of(ops, "startedAt")));
        JsonNode ledger = ops.path("ledger");
        if (!ledger.isObject()) {
            return;
        }
        String last = JsonText.of(ledger, "recordedAt");
        pair(
                screen,
                "ledger",
                "%s events, %s%s"
                        .formatted(
                                JsonText.of(ledger, "position"),
                                bytes(ledger.path("bytes")),
                                last.isEmpty() ? "" : ", the last recorded at " + last));
        pair(
                screen,
                "database",
                "PostgreSQL %s, %s".formatted(JsonText.of(ledger, "database"), bytes(ledger.path("databaseBytes"))));
    }

    private static void feed(Screen screen, JsonNode feed) {
        if (!feed.isObject()) {
            pair(screen, "feed", "none");
            return;
        }
        String published = JsonText.of(feed, "published");
        pair(
                screen,
                "feed",
                published.isEmpty()
                        ? "%s is published by another node, or not yet".formatted(JsonText.of(feed, "topic"))
                        : "%s up to position %s, %s events and %s s behind"
                                .formatted(
                                        JsonText.of(feed, "topic"),
                                        published,
                                        JsonText.of(feed, "behind"),
                                        seconds(feed.path("secondsBehind"))));
    }

    private static void appends(Screen screen, JsonNode appends) {
        JsonNode p99 = appends.path("seconds").path("p99");
        pair(
                screen,
                "appends",
                "%s, of these %s in conflict and %s failed; %s wait; 99 of 100 within %s s"
                        .formatted(
                                JsonText.of(appends, "count"),
                                JsonText.of(appends, "conflicts"),
                                JsonText.of(appends, "failures"),
                                JsonText.of(appends, "waiting"),
                                String.format(Locale.ROOT, "%.3f", p99.asDouble(0))));
    }

    private static void pair(Screen screen, String name, String value) {
        screen.line(screen.faint(String.format(Locale.ROOT, "%-8s", name)) + "  " + value);
    }

    private static String seconds(JsonNode seconds) {
        return seconds.isNumber() ? String.format(Locale.ROOT, "%.1f", seconds.asDouble(0)) : "?";
    }

    private static String bytes(JsonNode bytes) {
        double left = bytes.asDouble(0);
        for (String unit : List.of("bytes", "kB", "MB", "GB")) {
            if (left < 1_000) {
                return String.format(Locale.ROOT, unit.equals("bytes") ? "%.0f %s" : "%.1f %s", left, unit);
            }
            left /= 1_000;
        }
        return String.format(Locale.ROOT, "%.1f TB", left);
    }
}
