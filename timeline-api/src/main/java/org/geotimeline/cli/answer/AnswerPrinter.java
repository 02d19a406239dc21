package org.geotimeline.cli.answer;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.JsonText;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import tools.jackson.databind.JsonNode;

/** Shows answers: the summary, the clocks and the rows; with {@code --json} the answer as the server sent it. */
public final class AnswerPrinter {

    private final Server server;
    private final Screen screen;

    public AnswerPrinter(Server server) {
        this.server = server;
        this.screen = server.screen();
    }

    /** Asks a question and shows its answer as a table, page after page. */
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

    /** Asks a question and shows its answer below its heading. */
    public int one(Request question, Consumer<JsonNode> body) {
        return answer(question, (client, answer) -> {
            heading(answer);
            body.accept(answer);
        });
    }

    /**
     * Asks a question and shows its answer without a heading.
     *
     * @param body shows the answer, and may ask more of the server
     */
    public int answer(Request question, BiConsumer<Client, JsonNode> body) {
        try (Client client = server.client()) {
            if (server.isJson()) {
                return served(client, question);
            }
            body.accept(client, client.ask(question).json());
        }
        screen.flush();
        return Exit.OK;
    }

    /** Asks a question and shows its answer, or the problem, as the server sent it. */
    public int served(Request question) {
        try (Client client = server.client()) {
            return served(client, question);
        }
    }

    private int served(Client client, Request question) {
        Reply reply = client.get(question);
        if (!reply.isGood()) {
            screen.servedProblem(reply.text());
            screen.flush();
            return reply.failure().exitCode();
        }
        screen.served(reply.text());
        String next = reply.json().path("next").asString("");
        if (!next.isEmpty()) {
            screen.note("there are more rows than these; --cursor %s shows them".formatted(next));
        }
        screen.flush();
        return Exit.OK;
    }

    /** Gives the server an order, and shows its outcome in a sentence. */
    public int done(Request order, Function<Reply, String> sentence) {
        return done(client -> client.post(order, new byte[0], null), sentence);
    }

    /** Has the server remove something, and shows the sentence. */
    public int removed(Request address, String sentence) {
        return done(client -> client.delete(address), reply -> sentence);
    }

    private int done(Function<Client, Reply> order, Function<Reply, String> sentence) {
        try (Client client = server.client()) {
            Reply reply = order.apply(client).requireGood();
            if (!server.isJson()) {
                screen.line(sentence.apply(reply));
            } else if (!reply.text().isEmpty()) {
                screen.served(reply.text());
            }
        }
        screen.flush();
        return Exit.OK;
    }

    /** The summary and, fainter, the clocks that the server used. */
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
        JsonNode asOf = answer.path("asOf");
        return Stream.of(
                        clock("valid at ", asOf, "validAt"),
                        clock("known at ", asOf, "knownAt"),
                        clock("position ", asOf, "position"),
                        clock("rulebook ", answer, "rulebook"))
                .filter(clock -> !clock.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String clock(String label, JsonNode clocks, String field) {
        String value = JsonText.of(clocks, field);
        return value.isEmpty() ? "" : label + value;
    }
}
