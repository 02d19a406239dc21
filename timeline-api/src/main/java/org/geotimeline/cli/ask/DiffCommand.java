package org.geotimeline.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the differences between two answers to one question, under two sets of clocks, with their causes:",
            "  timeline diff 'stances?subject=TAL' --left validAt:2024-10-20 --right validAt:2025-07-10"
        })
public final class DiffCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "QUESTION",
            description = "The question as in a URL, without clocks: 'stances?subject=TAL'.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String question;

    @Option(
            names = "--left",
            required = true,
            paramLabel = "CLOCKS",
            description =
                    "The clocks of the first answer, such as validAt:2024-10-20,knownAt:2024-12-01; also position and"
                            + " rulebook.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String left;

    @Option(
            names = "--right",
            required = true,
            paramLabel = "CLOCKS",
            description = "The clocks of the second answer. A missing clock means now.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String right;

    @Option(names = "--all", description = "Also show the rows that do not differ.")
    boolean isForAll;

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Request asked = Request.at("diff")
                .with("question", question)
                .with("left", left)
                .with("right", right)
                .withFlag("all", isForAll);
        return new AnswerPrinter(server).one(asked, this::show);
    }

    private void show(JsonNode answer) {
        Screen screen = server.screen();
        JsonNode rows = answer.path("rows");
        if (!rows.isEmpty()) {
            new Table(screen, columns(rows.get(0))).show(rows);
        }
        if (!answer.path("complete").asBoolean(true)) {
            screen.note("one of the two answers has more rows than were compared; narrow the question");
        }
    }

    private static final Set<String> SIDES = Set.of("left", "right", "causes", "cause");

    private static List<Column> columns(JsonNode row) {
        var columns = new ArrayList<Column>();
        row.propertyNames().stream()
                .filter(name -> !SIDES.contains(name))
                .map(Column::of)
                .forEach(columns::add);
        columns.add(new Column("because", DiffCommand::causes));
        columns.add(new Column("change", DiffCommand::change));
        return columns;
    }

    private static String causes(JsonNode row) {
        return String.join(
                ", ",
                row.path("causes")
                        .valueStream()
                        .map(cause -> "%s (%s)".formatted(JsonText.of(cause, "cause"), JsonText.of(cause, "acts")))
                        .toList());
    }

    /** The changed fields, each with its old and its new value. */
    private static String change(JsonNode row) {
        JsonNode before = row.path("left");
        JsonNode after = row.path("right");
        if (!before.isObject() || !after.isObject()) {
            return before.isObject() ? "is gone" : "is new";
        }
        var names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        return String.join(
                "; ",
                names.stream()
                        .filter(name -> !before.path(name).equals(after.path(name)))
                        .map(name -> "%s %s → %s".formatted(name, shown(before, name), shown(after, name)))
                        .toList());
    }

    private static String shown(JsonNode row, String field) {
        String text = JsonText.of(row, field);
        return text.isEmpty() ? "–" : text;
    }
}
