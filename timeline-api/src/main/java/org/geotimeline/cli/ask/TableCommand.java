package org.geotimeline.cli.ask;

import java.util.List;
import java.util.concurrent.Callable;
import org.geotimeline.cli.answer.AnswerPrinter;
import org.geotimeline.cli.answer.ClockOptions;
import org.geotimeline.cli.answer.PageOptions;
import org.geotimeline.cli.client.Request;
import org.geotimeline.cli.client.Server;
import org.geotimeline.cli.screen.Table.Column;
import picocli.CommandLine.Mixin;

/** A question whose answer is a table, with options for its clocks and its pages. */
abstract class TableCommand implements Callable<Integer> {

    @Mixin
    final ClockOptions clocks = new ClockOptions();

    @Mixin
    final PageOptions paging = new PageOptions();

    @Mixin
    final Server server = new Server();

    /** Asks the question under the given clocks, and shows its answer. */
    int table(Request question, List<Column> columns) {
        return new AnswerPrinter(server).table(clocks.on(question), paging, columns);
    }
}
