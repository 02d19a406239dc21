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
            "Why the rows of an answer are what they are: the acts, what was said of them, what else is on file:",
            "  timeline why 'listings?authority=KGZ&subject=TAL&validAt=2024-09-04'"
        })
public final class WhyCommand implements Callable<Integer> {

    private static final Set<String> APART = Set.of("row", "because", "others", "othersLeft", "othersNext");

    @Parameters(paramLabel = "QUESTION", description = "As in an address, with its clocks.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String question;

    @Option(names = "--row", paramLabel = "N", description = "Only that row, from 1. The first twenty where not given.")
    @Nullable
    Integer row;

    @Option(
            names = "--others-after",
            paramLabel = "N",
            description = "Of what else is on file only what stands in the ledger after that position.")
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
        for (JsonNode told : answer.path("rows")) {
            screen.line(screen.strong("row " + number));
            show(told, number++, screen);
            screen.line("");
        }
        if (answer.path("rows").isEmpty()) {
            screen.line("the answer has no rows");
        } else if (row == null && !answer.path("complete").asBoolean(true)) {
            screen.note("there are more rows than these; --row N tells of any one");
        }
    }

    private static void show(JsonNode told, int number, Screen screen) {
        var sheet = new FieldList(screen);
        sheet.show(told.path("row"), Set.of());
        for (JsonNode act : told.path("because")) {
            screen.line("");
            screen.line(screen.strong("because of " + JsonText.of(act, "id")));
            sheet.show(act, Set.of("id", "family", "superseded", "marks", "links", "lower", "upper", "precision"));
        }
        sheet.show(told, APART);
        if (!told.path("others").isEmpty()) {
            sheet.table("others on file", told.path("others"));
        }
        if (told.path("othersLeft").asInt(0) > 0) {
            screen.note("%d more are on file; --row %d --others-after %d goes on"
                    .formatted(
                            told.path("othersLeft").asInt(),
                            number,
                            told.path("others")
                                    .path(told.path("others").size() - 1)
                                    .path("position")
                                    .asLong()));
        }
    }
}
