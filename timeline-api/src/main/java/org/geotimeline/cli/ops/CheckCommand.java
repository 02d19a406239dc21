package org.geotimeline.cli.ops;

import java.util.List;
import java.util.concurrent.Callable;
import org.geotimeline.cli.client.Client;
import org.geotimeline.cli.client.Exit;
import org.geotimeline.cli.client.Reply;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.Screen;
import org.geotimeline.cli.screen.Table;
import org.geotimeline.cli.screen.Table.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "self-check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the whole ledger and reports each position that differs from what was appended.",
            "The exit code is 4 if the ledger was changed. With --json, one report a line, of 200,000 positions each."
        })
final class CheckCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(Column.of("position"), Column.of("what is wrong", "what"));

    long from = 1;

    @Option(names = "--from", paramLabel = "N", description = "The first position (default: 1).")
    void from(long first) {
        if (first < 1) {
            throw server.misuse("--from must be at least 1, not " + first);
        }
        from = first;
    }

    @Mixin
    final Server server = new Server();

    @Override
    public Integer call() {
        Screen screen = server.screen();
        var table = new Table(screen, COLUMNS);
        long next = from;
        long erased = 0;
        boolean changed = false;
        try (Client client = server.client()) {
            while (true) {
                Reply reply = client.ask(Request.at("ops", "self-check").with("from", next));
                JsonNode report = reply.json();
                JsonNode findings = report.path("findings");
                changed |= !findings.isEmpty();
                erased += report.path("erased").size();
                if (server.isJson()) {
                    screen.served(reply.text());
                } else {
                    table.show(findings);
                }
                long to = report.path("to").asLong(0);
                if (report.path("complete").asBoolean(false) || to < next || changed) {
                    return end(screen, report, erased, changed);
                }
                screen.note("checked up to position %d".formatted(to));
                next = to + 1;
            }
        }
    }

    /** An erasure is not a change of the ledger: an event of the ledger ordered it. */
    private static String erasures(long erased) {
        if (erased == 0) {
            return "";
        }
        return erased == 1
                ? " The text of one event was erased, by an order in the ledger."
                : " The texts of %d events were erased, by orders in the ledger.".formatted(erased);
    }

    private int end(Screen screen, JsonNode report, long erased, boolean changed) {
        if (!changed && !server.isJson()) {
            long to = report.path("to").asLong(0);
            screen.line(
                    to < from
                            ? "There is nothing to check: the ledger ends at position %d.".formatted(to)
                            : "The ledger is unchanged from position %d to %d.".formatted(from, to) + erasures(erased));
        }
        if (changed) {
            screen.problem("the ledger was changed; docs/operations.md describes what to do");
            if (!report.path("complete").asBoolean(false)) {
                screen.note("there may be more changes than these; repair these first, or continue with --from");
            }
        }
        screen.flush();
        return changed ? Exit.NOT_VERIFIED : Exit.OK;
    }
}
