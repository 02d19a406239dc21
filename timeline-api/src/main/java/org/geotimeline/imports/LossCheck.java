package org.geotimeline.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.geotimeline.imports.snapshot.OnList;

/** The safety stop: a snapshot that removes too many entries is held, because it may be damaged. */
final class LossCheck {

    /** Up to this fraction of its entries one list may lose in any case. */
    private static final double MIN_SHARE_OF_LIST = 0.5;

    private LossCheck() {}

    /**
     * Checks all lists together, and each by itself.
     *
     * @param share the fraction of all entries that may be removed
     * @throws ImportHeld if more are removed; never with {@code force}
     */
    static void check(List<OnList> lists, double share, boolean force) throws ImportHeld {
        var losses = new ArrayList<String>();
        long lifted = lists.stream().mapToLong(OnList::lifted).sum();
        long before = lists.stream().mapToLong(OnList::before).sum();
        if (lifted > share * before) {
            losses.add(loss("the lists together", lifted, before, share));
        }
        double shareOfList = Math.max(MIN_SHARE_OF_LIST, share);
        lists.stream()
                .filter(list -> list.lifted() > shareOfList * list.before())
                .forEach(list -> losses.add(loss(list.list(), list.lifted(), list.before(), shareOfList)));
        if (!losses.isEmpty() && !force) {
            throw new ImportHeld(
                    String.join("; ", losses) + ": look at it, then send it again with force=true, or another share");
        }
    }

    private static String loss(String what, long lifted, long before, double share) {
        return String.format(
                Locale.ROOT, "%s would lose %d of %d entries, more than %s %%", what, lifted, before, percent(share));
    }

    private static String percent(double share) {
        return new BigDecimal(Double.toString(share))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }
}
