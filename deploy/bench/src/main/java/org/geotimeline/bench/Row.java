package org.geotimeline.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a contest.
 *
 * @param against the reference
 * @param value the median of the candidate
 * @param reference the median of the reference
 * @param ratio the median of the ratios of the rounds
 * @param least the smallest ratio of a round
 * @param most the largest one
 * @param note the remark that a reader of the row needs; may be empty
 */
record Row(
        String name,
        String against,
        double value,
        String unit,
        double reference,
        double ratio,
        double least,
        double most,
        String target,
        String reached,
        String note) {

    /** Warms both sides up, then measures them in turns. The first side alternates, so that a drift favours neither. */
    static Row of(Contest contest, Server server, Size size) throws Exception {
        var references = new ArrayList<Double>();
        var candidates = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        try (Contest.Sides sides = contest.open(server, size)) {
            server.settle();
            for (int warmUp = 0; warmUp < size.warmUps(); warmUp++) {
                sides.reference();
                sides.candidate();
            }
            for (int round = 0; round < size.rounds(); round++) {
                boolean first = round % 2 == 0;
                double early = first ? sides.reference() : sides.candidate();
                double late = first ? sides.candidate() : sides.reference();
                double reference = first ? early : late;
                double candidate = first ? late : early;
                references.add(reference);
                candidates.add(candidate);
                ratios.add(candidate / reference);
            }
        }
        double value = median(candidates);
        double ratio = median(ratios);
        return new Row(
                contest.name(),
                contest.against(),
                value,
                contest.unit(),
                median(references),
                ratio,
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow(),
                contest.target().text(),
                contest.target().reached(value, ratio),
                contest.note());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
