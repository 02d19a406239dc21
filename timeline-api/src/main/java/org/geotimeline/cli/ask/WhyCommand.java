package org.geotimeline.cli.ask;

import java.util.Set;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.FieldList;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = {
            "Explains the rows of an answer: the acts, the statements about them, and other acts on file:",
            "  timeline why 'listings?authority=KGZ&subject=TAL&validAt=2024-09-04'"
        })
public final class WhyCommand implements Callable<Integer> {

    private static final Set<String> SHOWN_APART = Set.of("row", "because", "others", "othersLeft", "othersNext");

    @Parameters(paramLabel = "QUESTION", description = "The question as in a URL, with its clocks.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String question;

    @Option(names = "--row", paramLabel = "N", description = "Only this row, from 1 (default: the first twenty).")
    @Nullable
    Integer row;

    @Option(
            names = "--others-after",
            paramLabel = "N",
            description = "Of the other acts on file, only those after this position of the ledger.")
    @Nullable
    Long othersAfter;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Request asked =
                Request.at("why").with("question", question).with("row", row).with("othersAfter", othersAfter);
        return new AnswerPrinter(server).one(asked, this::show);
    }

    private void show(JsonNode answer) {
        Screen screen = server.screen();
        int number = row == null ? 1 : row;
        for (JsonNode explained : answer.path("rows")) {
            screen.line(screen.strong("row " + number));
            show(explained, number++, screen);
            screen.line("");
        }
        if (answer.path("rows").isEmpty()) {
            screen.line("the answer has no rows");
        } else if (row == null && !answer.path("complete").asBoolean(true)) {
            screen.note("there are more rows than these; --row N shows any of them");
        }
    }

    private static void show(JsonNode row, int number, Screen screen) {
        var fields = new FieldList(screen);
        fields.show(row.path("row"), Set.of());
        for (JsonNode act : row.path("because")) {
            screen.line("");
            screen.line(screen.strong("because of " + JsonText.of(act, "id")));
            fields.show(act, Set.of("id", "family", "superseded", "marks", "links", "lower", "upper", "precision"));
        }
        fields.show(row, SHOWN_APART);
        if (!row.path("others").isEmpty()) {
            fields.table("others on file", row.path("others"));
        }
        if (row.path("othersLeft").asInt(0) > 0) {
            screen.note("%d more are on file; --row %d --others-after %d shows them"
                    .formatted(
                            row.path("othersLeft").asInt(),
                            number,
                            row.path("others")
                                    .path(row.path("others").size() - 1)
                                    .path("position")
                                    .asLong()));
        }
    }
}
