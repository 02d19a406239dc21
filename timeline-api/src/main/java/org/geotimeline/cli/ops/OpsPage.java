package org.geotimeline.cli.ops;

import java.util.List;
import java.util.Locale;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import tools.jackson.databind.JsonNode;

/** Shows the state of a server: its faults, then its parts, one a line, then a table of its views. */
final class OpsPage {

    private static final List<Column> VIEWS = List.of(
            Column.of("view", "name"),
            new Column("answers", view -> view.path("serving").asBoolean(false) ? "yes" : "no"),
            Column.of("state"),
            Column.of("applied"),
            Column.of("behind"),
            new Column("seconds", view -> seconds(view.path("secondsBehind"))),
            Column.of("parked"));

    private final Screen screen;

    OpsPage(Screen screen) {
        this.screen = screen;
    }

    void show(JsonNode ops, List<String> wrong) {
        screen.line(screen.strong(
                wrong.isEmpty()
                        ? "All is well."
                        : wrong.size() == 1 ? "One thing is wrong." : wrong.size() + " things are wrong."));
        wrong.forEach(sentence -> screen.line(screen.doubtful("  " + sentence)));
        screen.line("");
        server(ops);
        ledger(ops.path("ledger"));
        feed(ops.path("feed"));
        appends(ops.path("appends"));
        ops.path("imports").forEach(this::runningImport);
        disk(ops.path("disk"));
        screen.line("");
        new Table(screen, VIEWS).show(ops.path("views"));
    }

    private void server(JsonNode ops) {
        pair("server", "timeline %s, since %s".formatted(JsonText.of(ops, "version"), JsonText.of(ops, "startedAt")));
    }

    private void ledger(JsonNode ledger) {
        if (!ledger.isObject()) {
            return;
        }
        String last = JsonText.of(ledger, "recordedAt");
        pair(
                "ledger",
                "%s events, %s%s"
                        .formatted(
                                JsonText.of(ledger, "position"),
                                bytes(ledger.path("bytes")),
                                last.isEmpty() ? "" : ", the last recorded at " + last));
        pair(
                "database",
                "PostgreSQL %s, %s".formatted(JsonText.of(ledger, "database"), bytes(ledger.path("databaseBytes"))));
    }

    private void feed(JsonNode feed) {
        if (!feed.isObject()) {
            pair("feed", "none");
            return;
        }
        String published = JsonText.of(feed, "published");
        pair(
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

    private void appends(JsonNode appends) {
        JsonNode p99 = appends.path("seconds").path("p99");
        pair(
                "appends",
                "%s, of these %s in conflict and %s failed; %s wait; 99 of 100 within %s s"
                        .formatted(
                                JsonText.of(appends, "count"),
                                JsonText.of(appends, "conflicts"),
                                JsonText.of(appends, "failures"),
                                JsonText.of(appends, "waiting"),
                                String.format(Locale.ROOT, "%.3f", p99.asDouble(0))));
    }

    private void runningImport(JsonNode job) {
        pair(
                "import",
                "%s %s, %s of %s rows (%s)"
                        .formatted(
                                JsonText.of(job, "what"),
                                JsonText.of(job, "state"),
                                JsonText.of(job, "done"),
                                JsonText.of(job, "total"),
                                JsonText.of(job, "id")));
    }

    private void disk(JsonNode disk) {
        if (!disk.isObject()) {
            return;
        }
        pair(
                "disk",
                "%s of %s free at %s"
                        .formatted(
                                bytes(disk.path("freeBytes")),
                                bytes(disk.path("totalBytes")),
                                JsonText.of(disk, "folder")));
    }

    private void pair(String name, String value) {
        screen.line(screen.faint(String.format(Locale.ROOT, "%-8s", name)) + "  " + value);
    }

    static String seconds(JsonNode seconds) {
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
