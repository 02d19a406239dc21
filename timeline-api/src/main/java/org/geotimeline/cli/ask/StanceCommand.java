package org.geotimeline.cli.ask;

import java.util.List;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "stance",
        mixinStandardHelpOptions = true,
        description = "Shows the stances of an actor toward a subject; without an actor, those of all actors.")
public final class StanceCommand extends TableCommand {

    static final List<Column> COLUMNS = List.of(
            Column.of("actor"),
            Column.of("subject"),
            Column.of("dimension"),
            new Column("value", JsonText::stance),
            Column.of("process"),
            Column.of("since"),
            Column.of("acts"));

    private static final List<Column> INTERVALS = List.of(
            Column.of("actor"),
            Column.of("subject"),
            Column.of("dimension"),
            Column.of("from"),
            Column.of("to"),
            new Column("value", JsonText::stance),
            Column.of("process"),
            Column.of("acts"));

    enum History {
        intervals
    }

    @Parameters(arity = "0..1", paramLabel = "ACTOR", description = "The actor, such as RUS.")
    @Nullable
    String actor;

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ACTOR",
            description = "The actor that the stances are about, such as TAL.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String subject;

    @Option(names = "--dimension", paramLabel = "NAME", description = "Only this dimension, such as designation.")
    @Nullable
    String dimension;

    @Option(names = "--value", paramLabel = "LEVEL", description = "Only stances with this value, such as BANNED.")
    @Nullable
    String value;

    @Option(names = "--all", description = "Also actors with nothing on file.")
    boolean isForAll;

    @Option(
            names = "--history",
            paramLabel = "intervals",
            description = "Show the changes over valid time: one row an interval, with its first and its last day.")
    @Nullable
    History history;

    @Override
    public Integer call() {
        if (history == null) {
            Request question = Request.at("stances")
                    .with("subject", subject)
                    .with("actor", actor)
                    .with("dimension", dimension)
                    .with("value", value)
                    .withFlag("all", isForAll);
            return table(question, COLUMNS);
        }
        if (actor == null) {
            throw server.misuse("--history is of one actor; expected an ACTOR");
        }
        if (value != null || isForAll) {
            throw server.misuse("--history cannot be combined with --value or --all");
        }
        Request question = Request.at("stances", actor, subject).with("dimension", dimension);
        return table(question, INTERVALS);
    }
}
