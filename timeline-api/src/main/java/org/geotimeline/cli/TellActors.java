package org.geotimeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.geotimeline.cli.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "actors",
        mixinStandardHelpOptions = true,
        description = "Who there is: states, governments, movements, organisations, persons.")
final class TellActors implements Callable<Integer> {

    private static final List<Column> COLUMNS =
            List.of(Column.of("id"), Column.of("kind"), new Column("names", TellActors::names));

    @Option(
            names = {"-q", "--query"},
            paramLabel = "TEXT",
            description = "Only those with this in a name or an id.")
    @Nullable
    String query;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only states, or movements, or …")
    @Nullable
    String kind;

    @Mixin
    final Clocks clocks = new Clocks();

    @Mixin
    final Paging paging = new Paging();

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Question question = Question.at("actors").with("q", query).with("kind", kind);
        return new Telling(server).table(clocks.on(question), paging, COLUMNS);
    }

    private static String names(JsonNode actor) {
        var names = new ArrayList<String>();
        for (JsonNode name : actor.path("names")) {
            String text = name.has("text") ? Words.of(name, "text") : Words.of(name);
            if (!text.isEmpty() && !names.contains(text)) {
                names.add(text);
            }
        }
        return names.isEmpty() ? Words.of(actor, "names") : String.join(", ", names);
    }
}
