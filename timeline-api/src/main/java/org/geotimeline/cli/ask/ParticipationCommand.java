package org.geotimeline.cli.ask;

import java.util.List;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "participation",
        mixinStandardHelpOptions = true,
        description = "Shows the participants of the rounds of a forum, and their roles. 'Not recorded' does not mean"
                + " absent.")
public final class ParticipationCommand extends TableCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("round"),
            Column.of("kind"),
            Column.of("year"),
            Column.of("date"),
            Column.of("place"),
            Column.of("entity"),
            new Column("role", ParticipationCommand::role),
            Column.of("certainty"),
            Column.of("confidence"));

    @Parameters(paramLabel = "FORUM", description = "The forum, such as moscow-format.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String forum;

    @Option(names = "--by", paramLabel = "year", description = "Group by year, including years without a round.")
    @Nullable
    String by;

    @Option(names = "--entity", paramLabel = "ACTOR", description = "Only the seats of this actor, such as KAZ.")
    @Nullable
    String entity;

    @Option(names = "--year", paramLabel = "YEAR", description = "Only the rounds of this year.")
    @Nullable
    Integer year;

    @Override
    public Integer call() {
        Request question = Request.at("forums", forum, "participation")
                .with("by", by)
                .with("entity", entity)
                .with("year", year);
        return table(question, COLUMNS);
    }

    /** "not recorded" for a seat without a role, because an empty cell would look like an absence. */
    private static String role(JsonNode seat) {
        String role = JsonText.of(seat, "role");
        return role.isEmpty() && seat.has("entity") ? "not recorded" : role;
    }
}
