package org.geotimeline.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The rows as text, as JSON, and as a page of the documentation. */
final class Told {

    private static final List<String> HEADER =
            List.of("name", "value", "unit", "reference", "ratio", "spread", "target", "reached");

    private Told() {}

    private static List<String> cells(Row row) {
        return List.of(
                row.name(),
                number(row.value()),
                row.unit(),
                number(row.reference()),
                ratio(row.ratio()),
                ratio(row.least()) + "-" + ratio(row.most()),
                row.target(),
                row.reached());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.4f" : "%.0f", value);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String text(List<Row> rows) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEADER);
        rows.forEach(row -> lines.add(cells(row)));
        List<Integer> widths = IntStream.range(0, HEADER.size())
                .mapToObj(i -> lines.stream()
                        .mapToInt(line -> line.get(i).length())
                        .max()
                        .orElse(0))
                .toList();
        return lines.stream()
                .map(line -> IntStream.range(0, line.size())
                        .mapToObj(i -> line.get(i)
                                + " ".repeat(widths.get(i) - line.get(i).length()))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static String json(List<Row> rows) {
        JsonMapper json = JsonMapper.shared();
        ArrayNode all = json.createArrayNode();
        for (Row row : rows) {
            var one = all.addObject();
            one.put("name", row.name()).put("value", row.value()).put("unit", row.unit());
            one.put("reference", row.reference()).put("against", row.against()).put("ratio", row.ratio());
            one.putArray("spread").add(row.least()).add(row.most());
            one.put("target", row.target()).put("reached", row.reached());
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    static String page(List<Row> rows, Machine machine, Size size, LocalDate day) {
        var page = new StringBuilder();
        page.append("""
                # Benchmarks

                Written by `./timeline bench --page docs/benchmarks.md`; not edited by hand.

                Each row measures one thing in turns with another way to do the same, after `/` in its name: in one run, on one
                PostgreSQL whose acknowledged commits are on the disk. Axon 4, Pekko and XTDB run in processes of their own. *value* and
                *reference* are medians of the turns of either side; *ratio* is the median of the rounds' ratios, value by reference, and
                *spread* the smallest and the largest of them. Compare ratios, not values: those are this machine's. What does not reach
                its target says so; [what holds it back](decisions/0022-where-the-time-goes.md).

                """);
        page.append(
                "Measured on %s, %s size: %d rounds, %,d events in the full ledger, %,d read and sourced, %,d folded, %,d steps asked, %,d beside XTDB, %,d events published.\n\n"
                        .formatted(
                                day,
                                size.name(),
                                size.rounds(),
                                size.onFile(),
                                size.read(),
                                size.folded(),
                                size.steps(),
                                size.bitemporal(),
                                size.published()));
        machine.told().forEach(line -> page.append("* ").append(line).append('\n'));
        page.append("\n| ").append(String.join(" | ", HEADER)).append(" |\n");
        page.append("|---|--:|---|--:|--:|---|---|---|\n");
        rows.forEach(
                row -> page.append("| ").append(String.join(" | ", cells(row))).append(" |\n"));
        if (rows.stream().anyMatch(row -> !row.note().isEmpty())) {
            page.append("\n## Notes\n\n");
            rows.stream()
                    .filter(row -> !row.note().isEmpty())
                    .forEach(row -> page.append("* *%s*: %s\n".formatted(row.name(), row.note())));
        }
        return page.toString();
    }
}
