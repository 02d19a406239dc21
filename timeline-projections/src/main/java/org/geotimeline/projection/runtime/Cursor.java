package org.geotimeline.projection.runtime;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.geotimeline.time.AsOf;

/**
 * Where a page ended, and the clocks that the whole list is read under: an opaque text for whoever follows it.
 *
 * @param after the sort key of the last row that was given
 */
public record Cursor(AsOf asOf, List<String> after) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        after = List.copyOf(after);
    }

    /** @throws BadQuestion where the text is no cursor of ours */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split(SEPARATOR, -1));
            var asOf =
                    new AsOf(LocalDate.parse(parts.get(0)), Instant.parse(parts.get(1)), Long.parseLong(parts.get(2)));
            return new Cursor(asOf, parts.subList(3, parts.size()));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw new BadQuestion("cursor", "this cursor was not given by this server; begin again without it");
        }
    }

    @Override
    public String toString() {
        String plain = String.join(
                SEPARATOR,
                asOf.validAt().toString(),
                asOf.knownAt().toString(),
                Long.toString(asOf.position()),
                String.join(SEPARATOR, after));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
