package org.geotimeline.cli.ops;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
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
        description = "Shows the versions of a view, their progress, and the history of the active version.")
final class VersionsCommand implements Callable<Integer> {

    private static final List<Column> VERSIONS = List.of(
            Column.of("version", "name"),
            new Column("answers", version -> version.path("serving").asBoolean(false) ? "yes" : "no"),
            new Column("called off", version -> version.path("stopped").asBoolean(false) ? "yes" : "no"),
            Column.of("applied"),
            Column.of("behind"),
            new Column("a second", VersionsCommand::eventsPerSecond),
            new Column("seconds left", version -> JsonText.of(version.path("progress"), "secondsLeft")),
            Column.of("failure"));

    private static final List<Column> GONE =
            List.of(Column.of("gone from the program", "name"), Column.of("applied", "position"), Column.of("bytes"));

    private static final List<Column> SERVED = List.of(
            Column.of("answered since", "since"),
            Column.of("version", "name"),
            Column.of("before"),
            Column.of("position"),
            Column.of("reason"));

    @Parameters(paramLabel = "VIEW", description = "A view without its version, such as stance.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String view;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        return new AnswerPrinter(server)
                .answer(Request.at("ops", "versions", view), (client, answer) -> show(server.screen(), answer));
    }

    private static void show(Screen screen, JsonNode answer) {
        new Table(screen, VERSIONS).show(answer.path("versions"));
        screen.line("");
        new Table(screen, SERVED).show(answer.path("served"));
        if (!answer.path("gone").isEmpty()) {
            screen.line("");
            new Table(screen, GONE).show(answer.path("gone"));
        }
    }

    private static String eventsPerSecond(JsonNode version) {
        JsonNode rate = version.path("progress").path("eventsPerSecond");
        return rate.isNumber() ? String.format(Locale.ROOT, "%.0f", rate.asDouble(0)) : "";
    }
}
