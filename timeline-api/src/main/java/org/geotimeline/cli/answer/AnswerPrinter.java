package org.geotimeline.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows answers: the sentence, the clocks under which it is true, then the rows. */
public final class AnswerPrinter {

    private final Server server;
    private final Screen screen;

    public AnswerPrinter(Server server) {
        this.server = server;
        this.screen = server.screen();
    }

    /** Asks one question and shows its answer as a table, or as it was served. */
    public int table(Request question, PageOptions paging, List<Table.Column> columns) {
        question.with("cursor", paging.cursor);
        try (Client client = server.client()) {
            if (server.isJson()) {
                question.with("limit", paging.limit);
                return served(client, question);
            }
            var table = new Table(screen, columns);
            var pages = new AnswerPages(client, question, paging.limit);
            pages.each(this::heading, rows -> {
                table.show(rows);
                screen.out().flush();
            });
            if (!pages.isComplete()) {
                screen.note("there are more rows than these");
            }
        }
        screen.flush();
        return Exit.OK;
    }

    /** Asks one question and shows its answer below its heading, or as it was served. */
    public int one(Request question, Consumer<JsonNode> showing) {
        try (Client client = server.client()) {
            if (server.isJson()) {
                return served(client, question);
            }
            JsonNode answer = client.ask(question).json();
            heading(answer);
            showing.accept(answer);
        }
        screen.flush();
        return Exit.OK;
    }

    /** One answer as it was served; a problem too, beside it. */
    public int served(Client client, Request question) {
        Reply reply = client.get(question);
        if (!reply.isGood()) {
            screen.servedProblem(reply.text());
            screen.flush();
            return reply.failure().exitCode();
        }
        screen.served(reply.text());
        String next = reply.json().path("next").asString("");
        if (!next.isEmpty()) {
            screen.note("there are more rows than these; --cursor %s goes on".formatted(next));
        }
        screen.flush();
        return Exit.OK;
    }

    /** Asks the server to do something, and says in a sentence what came of it; or shows what was served. */
    public int done(Request place, Function<Reply, String> sentence) {
        return done(client -> client.post(place, new byte[0], null), sentence);
    }

    /** Asks the server to take something away, and says so once it is. */
    public int gone(Request place, String sentence) {
        return done(client -> client.delete(place), reply -> sentence);
    }

    private int done(Function<Client, Reply> asking, Function<Reply, String> sentence) {
        try (Client client = server.client()) {
            Reply reply = asking.apply(client);
            if (!reply.isGood()) {
                throw reply.failure();
            }
            if (!server.isJson()) {
                screen.line(sentence.apply(reply));
            } else if (!reply.text().isEmpty()) {
                screen.served(reply.text());
            }
        }
        screen.flush();
        return Exit.OK;
    }

    /** The sentence and, fainter, the clocks as the server used them. */
    public void heading(JsonNode answer) {
        String summary = JsonText.of(answer, "summary");
        if (!summary.isEmpty()) {
            screen.line(screen.strong(summary));
        }
        String clocks = clocks(answer);
        if (!clocks.isEmpty()) {
            screen.line(screen.faint(clocks));
        }
        if (!summary.isEmpty() || !clocks.isEmpty()) {
            screen.line("");
        }
    }

    private static String clocks(JsonNode answer) {
        var clocks = new ArrayList<String>();
        JsonNode asOf = answer.path("asOf");
        add(clocks, "valid at ", JsonText.of(asOf, "validAt"));
        add(clocks, "known at ", JsonText.of(asOf, "knownAt"));
        add(clocks, "position ", JsonText.of(asOf, "position"));
        add(clocks, "rulebook ", JsonText.of(answer, "rulebook"));
        return String.join(" · ", clocks);
    }

    private static void add(List<String> clocks, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            clocks.add(name + value);
        }
    }
}
