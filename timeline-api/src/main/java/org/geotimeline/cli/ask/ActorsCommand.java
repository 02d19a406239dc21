package org.geotimeline.cli.ask;

import java.util.ArrayList;
import java.util.List;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "actors",
        mixinStandardHelpOptions = true,
        description = "Shows the registered actors: states, governments, movements, organisations, persons.")
public final class ActorsCommand extends TableCommand {

    private static final List<Column> COLUMNS =
            List.of(Column.of("id"), Column.of("kind"), new Column("names", ActorsCommand::names));

    @Option(
            names = {"-q", "--query"},
            paramLabel = "TEXT",
            description = "Only actors with this text in a name or an id.")
    @Nullable
    String query;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only actors of this kind, such as state or movement.")
    @Nullable
    String kind;

    @Override
    public Integer call() {
        Request question = Request.at("actors").with("q", query).with("kind", kind);
        return table(question, COLUMNS);
    }

    private static String names(JsonNode actor) {
        var names = new ArrayList<String>();
        for (JsonNode name : actor.path("names")) {
            String text = name.has("text") ? JsonText.of(name, "text") : JsonText.of(name);
            if (!text.isEmpty() && !names.contains(text)) {
                names.add(text);
            }
        }
        return names.isEmpty() ? JsonText.of(actor, "names") : String.join(", ", names);
    }
}
