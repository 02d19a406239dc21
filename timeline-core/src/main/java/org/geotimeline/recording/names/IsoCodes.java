package org.geotimeline.recording.names;

import com.ibm.icu.util.Region;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;

/** The codes of ISO 3166-1 that go with one of them. */
public final class IsoCodes {

    private IsoCodes() {}

    /** The codes of two letters, of three letters and of three digits; none for a text that is no code. */
    public static List<String> of(String code) {
        try {
            Region region = Region.getInstance(code);
            String two = region.toString();
            return region.getType() == Region.RegionType.TERRITORY
                    ? List.of(
                            two,
                            new ULocale.Builder().setRegion(two).build().getISO3Country(),
                            String.format(Locale.ROOT, "%03d", region.getNumericCode()))
                    : List.of();
        } catch (IllegalArgumentException none) {
            return List.of();
        }
    }
}
