package org.geotimeline.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "versions",
        mixinStandardHelpOptions = true,
        description = "The versions of a view, how far each is built, and which of them answered when.")
final class VersionsCommand implements Callable<Integer> {

    private static final List<Column> VERSIONS = List.of(
            Column.of("version", "name"),
            new Column("answers", version -> version.path("serving").asBoolean(false) ? "yes" : "no"),
            new Column("called off", version -> version.path("stopped").asBoolean(false) ? "yes" : "no"),
            Column.of("applied"),
            Column.of("behind"),
            new Column("a second", VersionsCommand::pace),
            new Column("seconds left", version -> JsonText.of(version.path("progress"), "secondsLeft")),
            Column.of("failure"));

    private static String pace(JsonNode version) {
        JsonNode pace = version.path("progress").path("eventsPerSecond");
        return pace.isNumber() ? String.format(Locale.ROOT, "%.0f", pace.asDouble(0)) : "";
    }

    private static final List<Column> GONE =
            List.of(Column.of("gone from the program", "name"), Column.of("applied", "position"), Column.of("bytes"));

    private static final List<Column> SERVED = List.of(
            Column.of("answered since", "since"),
            Column.of("version", "name"),
            Column.of("before"),
            Column.of("position"),
            Column.of("reason"));

    @Parameters(paramLabel = "VIEW", description = "Without its version, such as stance.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Request question = Request.at("ops", "versions", view);
        Screen screen = server.screen();
        try (Client client = server.client()) {
            if (server.isJson()) {
                return new AnswerPrinter(server).served(client, question);
            }
            show(screen, client.ask(question).json());
        }
        screen.flush();
        return Exit.OK;
    }

    static void show(Screen screen, JsonNode answer) {
        new Table(screen, VERSIONS).show(rows(answer.path("versions")));
        screen.line("");
        new Table(screen, SERVED).show(rows(answer.path("served")));
        if (!answer.path("gone").isEmpty()) {
            screen.line("");
            new Table(screen, GONE).show(rows(answer.path("gone")));
        }
    }

    private static List<JsonNode> rows(JsonNode items) {
        var rows = new ArrayList<JsonNode>();
        items.forEach(rows::add);
        return rows;
    }
}
