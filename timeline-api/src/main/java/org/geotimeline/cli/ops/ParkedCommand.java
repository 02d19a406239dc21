package org.geotimeline.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.PageOptions;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "parked",
        mixinStandardHelpOptions = true,
        description =
                "Shows the acts that a view could not apply, the reasons, and the acts waiting behind them; without a"
                        + " view, of all views.")
final class ParkedCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.of("view"),
            Column.of("position"),
            Column.of("act"),
            Column.of("timeline"),
            Column.of("tries"),
            new Column("why", ParkedCommand::reason));

    @Parameters(arity = "0..1", paramLabel = "VIEW", description = "A view with its version, such as stance_v2.")
    @Nullable
    String view;

    int limit = 100;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most this many acts of a view, up to 1000 (default: 100).")
    void limit(int acts) {
        if (acts < 1 || acts > PageOptions.MAX_PAGE_ROWS) {
            throw server.misuse("--limit must be between 1 and %d, not %d".formatted(PageOptions.MAX_PAGE_ROWS, acts));
        }
        limit = acts;
    }

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Screen screen = server.screen();
        try (Client client = server.client()) {
            var table = new Table(screen, COLUMNS);
            int shown = 0;
            for (String each : view == null ? withParked(client) : List.of(view)) {
                Reply reply =
                        client.ask(Request.at("ops", "views", each, "parked").with("limit", limit));
                List<JsonNode> rows = reply.list();
                shown += rows.size();
                if (server.isJson()) {
                    screen.served(reply.text());
                } else {
                    table.show(rows);
                }
                if (rows.size() == limit) {
                    screen.note("%s may have parked more acts than these; --limit shows more".formatted(each));
                }
            }
            if (shown == 0 && !server.isJson()) {
                screen.line("No act is parked.");
            }
        }
        screen.flush();
        return Exit.OK;
    }

    private static List<String> withParked(Client client) {
        var names = new ArrayList<String>();
        for (JsonNode each : client.ask(Request.at("ops")).json().path("views")) {
            if (each.path("parked").asInt(0) > 0) {
                names.add(JsonText.of(each, "name"));
            }
        }
        return names;
    }

    private static String reason(JsonNode parked) {
        String behind = JsonText.of(parked, "behind");
        String reason = behind.isEmpty() ? JsonText.of(parked, "cause") : "waits behind position " + behind;
        return parked.path("wanted").asBoolean(false) ? reason + " (about to be applied again)" : reason;
    }
}
