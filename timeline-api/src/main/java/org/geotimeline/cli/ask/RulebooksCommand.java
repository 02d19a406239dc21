package org.geotimeline.cli.ask;

import java.util.List;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
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
        name = "rulebook",
        mixinStandardHelpOptions = true,
        description = "Shows the published rulebooks, oldest first; with a VERSION its document, as JSON.")
public final class RulebooksCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(
            Column.of("version"),
            Column.of("id"),
            Column.of("subject"),
            Column.of("extends"),
            Column.of("position"),
            Column.of("recorded", "recordedAt"),
            Column.of("dimensions"));

    @Parameters(arity = "0..1", paramLabel = "VERSION", description = "The version of a rulebook, such as 1.0.0.")
    @Nullable
    String version;

    @Option(names = "--position", paramLabel = "N", description = "The position of the ledger (default: the last).")
    @Nullable
    Long position;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Request question = version == null ? Request.at("rulebooks") : Request.at("rulebooks", version);
        question.with("position", position);
        return new AnswerPrinter(server).one(question, this::show);
    }

    private void show(JsonNode answer) {
        Screen screen = server.screen();
        if (version == null) {
            new Table(screen, COLUMNS).show(answer.path("rows"));
        } else {
            screen.line(answer.toPrettyString());
        }
    }
}
