package org.geotimeline.cli.ask;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.answer.ClockOptions;
import org.geotimeline.cli.answer.PageOptions;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.FieldList;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "acts",
        mixinStandardHelpOptions = true,
        description = "The acts on file, sorted by when they were; with an ID this one, its reports and revisions.")
public final class ActsCommand implements Callable<Integer> {

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

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Such as ACT-0172.")
    @Nullable
    String id;

    @Option(names = "--revisions", description = "Of one act: only what was recorded of it, in order.")
    boolean isForRevisions;

    @Option(names = "--revision", paramLabel = "N", description = "Of one act: its n-th revision, as it is stored.")
    @Nullable
    Integer revision;

    @ArgGroup(validate = false, heading = "Which acts:%n")
    @Nullable
    Filter filter;

    @Mixin
    final ClockOptions clocks = new ClockOptions();

    @Mixin
    final PageOptions paging = new PageOptions();

    @Mixin
    final Server server = new Server();

    static final class Filter {

        @Option(names = "--type", paramLabel = "TYPE", description = "Such as ListingLifted.")
        @Nullable
        String type;

        @Option(names = "--family", paramLabel = "FAMILY", description = "Such as listing.")
        @Nullable
        String family;

        @Option(names = "--actor", paramLabel = "ACTOR", description = "Who did it, such as KAZ.")
        @Nullable
        String actor;

        @Option(names = "--predecessors", description = "Also those whom the actor continues.")
        boolean isWithPredecessors;

        @Option(names = "--subject", paramLabel = "ACTOR", description = "Whom it concerns, such as TAL.")
        @Nullable
        String subject;

        @Option(names = "--forum", paramLabel = "FORUM", description = "Such as moscow-format.")
        @Nullable
        String forum;

        @Option(names = "--list", paramLabel = "LIST", description = "Such as kaz-national.")
        @Nullable
        String list;

        @Option(names = "--place", paramLabel = "PLACE", description = "Where it was.")
        @Nullable
        String place;

        @Option(
                names = {"-q", "--query"},
                paramLabel = "TEXT",
                description = "Words of its texts.")
        @Nullable
        String query;

        @Option(names = "--confidence", paramLabel = "A|B|C", description = "How sure its coder was.")
        @Nullable
        String confidence;

        @Option(names = "--coder", paramLabel = "CODER", description = "Human, or which machine feed.")
        @Nullable
        String coder;

        @Option(names = "--dataset", paramLabel = "DATASET", description = "Where the record comes from.")
        @Nullable
        String dataset;

        @Option(names = "--phase", paramLabel = "PHASE", description = "Such as announced, claimed, effective.")
        @Nullable
        String phase;

        @Option(names = "--valid-from", paramLabel = "DATE", description = "Acts of this day or later.")
        @Nullable
        String validFrom;

        @Option(names = "--valid-to", paramLabel = "DATE", description = "Acts of this day or earlier.")
        @Nullable
        String validTo;

        @Option(names = "--known-from", paramLabel = "TIME", description = "Made public then or later.")
        @Nullable
        String knownFrom;

        @Option(names = "--known-to", paramLabel = "TIME", description = "Made public then or earlier.")
        @Nullable
        String knownTo;

        @Option(names = "--recorded-from", paramLabel = "TIME", description = "Recorded then or later.")
        @Nullable
        String recordedFrom;

        @Option(names = "--recorded-to", paramLabel = "TIME", description = "Recorded then or earlier.")
        @Nullable
        String recordedTo;

        Request on(Request question) {
            return question.with("type", type)
                    .with("family", family)
                    .with("actor", actor)
                    .withTrue("predecessors", isWithPredecessors)
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
                throw server.misuse("revisions are those of one act; name it");
            }
            Request question = Request.at("acts");
            return new AnswerPrinter(server)
                    .table(clocks.on(filter == null ? question : filter.on(question)), paging, COLUMNS);
        }
        if (filter != null) {
            throw server.misuse("%s is one act; the options that choose among acts do not go with it".formatted(id));
        }
        if (revision != null) {
            try (Client client = server.client()) {
                Request question = clocks.on(Request.at("acts", id, "revisions", revision.toString()));
                return new AnswerPrinter(server).served(client, question);
            }
        }
        return isForRevisions
                ? new AnswerPrinter(server).table(clocks.on(Request.at("acts", id, "revisions")), paging, REVISIONS)
                : one(id);
    }

    private int one(String act) {
        var telling = new AnswerPrinter(server);
        Screen screen = server.screen();
        Request question = clocks.on(Request.at("acts", act));
        try (Client client = server.client()) {
            if (server.isJson()) {
                return telling.served(client, question);
            }
            JsonNode answer = client.ask(question).json();
            String title = JsonText.of(answer, "title");
            screen.line(screen.strong(Stream.of(JsonText.of(answer, "id"), title)
                    .filter(text -> !text.isEmpty())
                    .reduce((a, b) -> a + ": " + b)
                    .orElse(act)));
            telling.heading(answer);
            var sheet = new FieldList(screen);
            sheet.show(answer, Set.of("asOf", "id", "title", "summary", "rulebook", "view"));
            // The revisions are those of the act that answered: one that was merged redirects to the one that was kept.
            String answered = JsonText.of(answer, "id").isEmpty() ? act : JsonText.of(answer, "id");
            JsonNode revisions = client.ask(clocks.on(Request.at("acts", answered, "revisions")))
                    .json();
            screen.line("");
            screen.line(screen.strong("revisions"));
            new Table(screen, REVISIONS)
                    .show(revisions.path("rows").valueStream().toList());
        }
        screen.flush();
        return Exit.OK;
    }
}
