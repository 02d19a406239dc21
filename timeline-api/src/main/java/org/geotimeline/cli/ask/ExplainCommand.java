package org.geotimeline.cli.ask;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.answer.ClockOptions;
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
        description = "Explains the stance of an actor: its acts, its reports and its rule.")
public final class ExplainCommand implements Callable<Integer> {

    /** The fields that the heading and the table show. */
    private static final Set<String> SHOWN_ABOVE = Set.of(
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

    @Parameters(paramLabel = "ACTOR", description = "The actor, such as RUS.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String actor;

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ACTOR",
            description = "The actor that the stance is about, such as TAL.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String subject;

    @Option(
            names = "--dimension",
            required = true,
            paramLabel = "NAME",
            description = "The dimension, such as designation.")
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
        return new AnswerPrinter(server).one(question, this::show);
    }

    private void show(JsonNode answer) {
        Screen screen = server.screen();
        boolean isMany = answer.path("rows").isArray();
        for (JsonNode row : isMany ? answer.path("rows") : List.of(answer)) {
            new Table(screen, StanceCommand.COLUMNS).show(List.of(row));
            screen.line("");
            new FieldList(screen).show(row, SHOWN_ABOVE);
        }
        if (isMany) {
            new FieldList(screen).show(answer, SHOWN_ABOVE);
        }
    }
}
