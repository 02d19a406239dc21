package org.geotimeline.cli.ask;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.answer.ClockOptions;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.FieldList;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Why an actor stands where it does: the acts, the reports, the rule.")
public final class ExplainCommand implements Callable<Integer> {

    /** What the heading and the table of the stance have shown already. */
    private static final Set<String> ALREADY = Set.of(
            "asOf",
            "rulebook",
            "view",
            "summary",
            "rows",
            "complete",
            "next",
            "actor",
            "subject",
            "dimension",
            "value",
            "certainty",
            "alternatives",
            "process",
            "since");

    @Parameters(paramLabel = "ACTOR", description = "Such as RUS.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String actor;

    @Option(names = "--subject", required = true, paramLabel = "ACTOR", description = "Toward whom, such as TAL.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String subject;

    @Option(names = "--dimension", required = true, paramLabel = "NAME", description = "Such as designation.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String dimension;

    @Mixin
    final ClockOptions clocks = new ClockOptions();

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Request question = clocks.on(Request.at("stances", "explain")
                .with("actor", actor)
                .with("subject", subject)
                .with("dimension", dimension));
        var telling = new AnswerPrinter(server);
        Screen screen = server.screen();
        try (Client client = server.client()) {
            if (server.isJson()) {
                return telling.served(client, question);
            }
            JsonNode answer = client.ask(question).json();
            telling.heading(answer);
            for (JsonNode row : answer.path("rows").isArray() ? answer.path("rows") : List.of(answer)) {
                new Table(screen, StanceCommand.COLUMNS).show(List.of(row));
                screen.line("");
                new FieldList(screen).show(row, ALREADY);
            }
            if (answer.path("rows").isArray()) {
                new FieldList(screen).show(answer, ALREADY);
            }
        }
        screen.flush();
        return Exit.OK;
    }
}
