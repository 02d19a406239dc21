package org.geotimeline.cli.ask;

import java.util.List;
import java.util.Set;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.screen.FieldList;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "acts",
        mixinStandardHelpOptions = true,
        description = "Shows the acts on file, by valid time; with an ID that act, its reports and its revisions.")
public final class ActsCommand extends TableCommand {

    private static final List<Column> COLUMNS = List.of(
            Column.of("id"),
            Column.of("valid"),
            Column.of("type"),
            Column.of("phase"),
            Column.of("actors"),
            Column.of("subjects"),
            Column.of("confidence"),
            Column.of("title"));

    private static final List<Column> REVISIONS = List.of(
            Column.of("n"),
            Column.of("id"),
            Column.of("type"),
            Column.of("position"),
            new Column("recorded", row -> JsonText.of(row, "recordedAt")),
            new Column("known", row -> JsonText.of(row, row.has("knownAt") ? "knownAt" : "known")));

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The id of one act, such as ACT-0172.")
    @Nullable
    String id;

    @Option(names = "--revisions", description = "Of one act: its revisions only, in the order of recording.")
    boolean isForRevisions;

    @Option(names = "--revision", paramLabel = "N", description = "Of one act: its n-th revision, as stored.")
    @Nullable
    Integer revision;

    @ArgGroup(validate = false, heading = "Which acts:%n")
    @Nullable
    Filter filter;

    static final class Filter {

        @Option(names = "--type", paramLabel = "TYPE", description = "Acts of this type, such as ListingLifted.")
        @Nullable
        String type;

        @Option(names = "--family", paramLabel = "FAMILY", description = "Acts of this family, such as listing.")
        @Nullable
        String family;

        @Option(names = "--actor", paramLabel = "ACTOR", description = "Acts of this actor, such as KAZ.")
        @Nullable
        String actor;

        @Option(names = "--predecessors", description = "With --actor: also acts of the predecessors of the actor.")
        boolean isWithPredecessors;

        @Option(names = "--subject", paramLabel = "ACTOR", description = "Acts about this actor, such as TAL.")
        @Nullable
        String subject;

        @Option(names = "--forum", paramLabel = "FORUM", description = "Acts of this forum, such as moscow-format.")
        @Nullable
        String forum;

        @Option(names = "--list", paramLabel = "LIST", description = "Acts on this list, such as kaz-national.")
        @Nullable
        String list;

        @Option(names = "--place", paramLabel = "PLACE", description = "Acts at this place.")
        @Nullable
        String place;

        @Option(
                names = {"-q", "--query"},
                paramLabel = "TEXT",
                description = "Acts with these words in a text.")
        @Nullable
        String query;

        @Option(names = "--confidence", paramLabel = "A|B|C", description = "Acts with this confidence of their coder.")
        @Nullable
        String confidence;

        @Option(names = "--coder", paramLabel = "CODER", description = "Acts of this coder: human, or a machine feed.")
        @Nullable
        String coder;

        @Option(names = "--dataset", paramLabel = "DATASET", description = "Acts of this data set.")
        @Nullable
        String dataset;

        @Option(
                names = "--phase",
                paramLabel = "PHASE",
                description = "Acts in this phase, such as announced, claimed, effective.")
        @Nullable
        String phase;

        @Option(names = "--valid-from", paramLabel = "DATE", description = "Acts on or after this day.")
        @Nullable
        String validFrom;

        @Option(names = "--valid-to", paramLabel = "DATE", description = "Acts on or before this day.")
        @Nullable
        String validTo;

        @Option(names = "--known-from", paramLabel = "TIME", description = "Acts made public at or after this time.")
        @Nullable
        String knownFrom;

        @Option(names = "--known-to", paramLabel = "TIME", description = "Acts made public at or before this time.")
        @Nullable
        String knownTo;

        @Option(names = "--recorded-from", paramLabel = "TIME", description = "Acts recorded at or after this time.")
        @Nullable
        String recordedFrom;

        @Option(names = "--recorded-to", paramLabel = "TIME", description = "Acts recorded at or before this time.")
        @Nullable
        String recordedTo;

        Request on(Request question) {
            return question.with("type", type)
                    .with("family", family)
                    .with("actor", actor)
                    .withFlag("predecessors", isWithPredecessors)
                    .with("subject", subject)
                    .with("forum", forum)
                    .with("list", list)
                    .with("place", place)
                    .with("q", query)
                    .with("confidence", confidence)
                    .with("coder", coder)
                    .with("dataset", dataset)
                    .with("phase", phase)
                    .with("validFrom", validFrom)
                    .with("validTo", validTo)
                    .with("knownFrom", knownFrom)
                    .with("knownTo", knownTo)
                    .with("recordedFrom", recordedFrom)
                    .with("recordedTo", recordedTo);
        }
    }

    @Override
    public Integer call() {
        if (id == null) {
            if (isForRevisions || revision != null) {
                throw server.misuse("revisions are shown of one act only; expected the id of an act");
            }
            Request question = Request.at("acts");
            return table(filter == null ? question : filter.on(question), COLUMNS);
        }
        if (filter != null) {
            throw server.misuse("%s is one act; expected no options that choose among acts".formatted(id));
        }
        if (revision != null) {
            return new AnswerPrinter(server)
                    .served(clocks.on(Request.at("acts", id, "revisions", revision.toString())));
        }
        return isForRevisions ? table(Request.at("acts", id, "revisions"), REVISIONS) : one(id);
    }

    private int one(String act) {
        return new AnswerPrinter(server).answer(clocks.on(Request.at("acts", act)), (client, answer) -> {
            // A merged act redirects to the act that was kept, whose revisions are shown.
            String answered = JsonText.of(answer, "id").isEmpty() ? act : JsonText.of(answer, "id");
            show(answer, answered);
            revisions(client.ask(clocks.on(Request.at("acts", answered, "revisions")))
                    .json());
        });
    }

    private void show(JsonNode act, String id) {
        Screen screen = server.screen();
        String title = JsonText.of(act, "title");
        screen.line(screen.strong(title.isEmpty() ? id : id + ": " + title));
        new AnswerPrinter(server).heading(act);
        new FieldList(screen).show(act, Set.of("asOf", "id", "title", "summary", "rulebook", "view"));
    }

    private void revisions(JsonNode answer) {
        Screen screen = server.screen();
        screen.line("");
        screen.line(screen.strong("revisions"));
        new Table(screen, REVISIONS).show(answer.path("rows"));
    }
}
