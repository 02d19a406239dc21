package org.geotimeline.projection.stance;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.geotimeline.projection.fold.Days;
import org.geotimeline.rulebook.Dimension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many acts lie in the window that ends with a day. Each act that counts is a cell of its own, which says on which days
 * it surely, possibly or no longer lies in the window; sums are made when they are asked for, so that one more act is one
 * more cell and no rewriting of all sums after it.
 */
final class Counts {

    private static final String ACT = "|";
    private static final String SURE = "sure";
    private static final String POSSIBLE = "possible";
    private static final String PAST = "past";

    private Counts() {}

    static String cell(Dimension dimension, Effects.Counted act) {
        return cells(dimension) + act.act().text();
    }

    /** What the names of the cells of a dimension begin with. */
    static String cells(Dimension dimension) {
        return dimension.name() + ACT;
    }

    /** From which day on the act lies how in the window: not at all before the first. */
    static NavigableMap<LocalDate, JsonNode> steps(Dimension dimension, Effects.Counted act) {
        Period window = Objects.requireNonNull(dimension.window());
        var days = new TreeMap<LocalDate, JsonNode>();
        long earliestOut = after(act.lo(), window);
        long latestOut = after(act.hi(), window);
        put(days, act.lo(), act, POSSIBLE);
        if (act.sure() && act.hi() < earliestOut) {
            put(days, act.hi(), act, SURE);
            put(days, earliestOut, act, POSSIBLE);
        }
        put(days, latestOut, act, PAST);
        return days;
    }

    private static long after(long day, Period window) {
        return day == Days.BEFORE_ALL || day == Days.AFTER_ALL
                ? day
                : Days.of(Days.date(day).plus(window));
    }

    private static void put(NavigableMap<LocalDate, JsonNode> days, long day, Effects.Counted act, String how) {
        if (day == Days.AFTER_ALL) {
            return;
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("act", act.act().text()).put("in", how).put("rule", act.rule());
        act.by().forEach(answer::put);
        days.put(Days.date(day), answer);
    }

    /** The row of a dimension from the cells of its acts on one day; without data where no act was before it. */
    static Stance sum(Stance silent, Dimension dimension, Collection<JsonNode> cells, LocalDate day) {
        if (cells.isEmpty()) {
            return silent;
        }
        var acts = new ArrayList<String>();
        var groups = new TreeMap<String, int[]>();
        var names = new LinkedHashMap<String, Map<String, String>>();
        int[] all = new int[2];
        for (JsonNode cell : cells) {
            String in = cell.path("in").asString();
            if (in.equals(PAST)) {
                continue;
            }
            acts.add(cell.path("act").asString());
            var by = new LinkedHashMap<String, String>();
            dimension.by().forEach(field -> by.put(field, cell.path(field).asString("")));
            names.put(by.toString(), by);
            int[] group = groups.computeIfAbsent(by.toString(), g -> new int[2]);
            for (int[] sum : List.of(all, group)) {
                sum[0] += in.equals(SURE) ? 1 : 0;
                sum[1]++;
            }
        }
        boolean certain = all[0] == all[1];
        var counts = groups.entrySet().stream()
                .map(g -> new Stance.Count(
                        Objects.requireNonNull(names.get(g.getKey())), g.getValue()[0], g.getValue()[1]))
                .toList();
        LocalDate first = day.minus(Objects.requireNonNull(dimension.window())).plusDays(1);
        return new Stance(
                silent.actor(),
                silent.subject(),
                silent.dimension(),
                certain ? all[0] : null,
                certain ? "CERTAIN" : "POSSIBLE",
                certain
                        ? List.of()
                        : IntStream.rangeClosed(all[0], all[1])
                                .mapToObj(i -> (Object) i)
                                .toList(),
                null,
                first + "/" + day,
                acts.stream().sorted().toList(),
                null,
                counts.isEmpty() ? null : counts);
    }
}
