package org.geotimeline.cli.ops;

import java.util.ArrayList;
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
            "Reads the whole ledger and names what is not as it was appended, by its position.",
            "The exit code is 4 where something was changed. With --json one report a line, of 200,000 positions each."
        })
final class CheckCommand implements Callable<Integer> {

    private static final List<Column> COLUMNS = List.of(Column.of("position"), Column.of("what is wrong", "what"));

    long from = 1;

    @Option(names = "--from", paramLabel = "N", description = "Begin with this position. 1 where not given.")
    void from(long first) {
        if (first < 1) {
            throw server.misuse("--from is at least 1, not " + first);
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
                List<JsonNode> findings = findings(report);
                changed |= !findings.isEmpty();
                erased += report.path("erased").size();
                if (server.isJson()) {
                    screen.served(reply.text());
                } else {
                    table.show(findings);
                }
                long to = report.path("to").asLong(0);
                if (report.path("complete").asBoolean(false) || to < next || changed) {
                    return told(screen, report, erased, changed);
                }
                screen.note("checked up to position %d".formatted(to));
                next = to + 1;
            }
        }
    }

    /** They are no change: an event of the ledger says of each that it was to be. */
    private static String erasures(long erased) {
        if (erased == 0) {
            return "";
        }
        return erased == 1
                ? " The text of one event was erased, as the ledger says."
                : " The texts of %d events were erased, as the ledger says.".formatted(erased);
    }

    private static List<JsonNode> findings(JsonNode report) {
        var findings = new ArrayList<JsonNode>();
        report.path("findings").forEach(findings::add);
        return findings;
    }

    private int told(Screen screen, JsonNode report, long erased, boolean changed) {
        if (!changed && !server.isJson()) {
            long to = report.path("to").asLong(0);
            screen.line(
                    to < from
                            ? "There is nothing to check: the ledger ends at position %d.".formatted(to)
                            : "The ledger is what was appended, from position %d to %d.".formatted(from, to)
                                    + erasures(erased));
        }
        if (changed) {
            screen.problem("the ledger is not what was appended; docs/operations.md says what to do");
            if (!report.path("complete").asBoolean(false)) {
                screen.note("more may be wrong than is told; mend these first, or go on with --from");
            }
        }
        screen.flush();
        return changed ? Exit.NOT_VERIFIED : Exit.OK;
    }
}
