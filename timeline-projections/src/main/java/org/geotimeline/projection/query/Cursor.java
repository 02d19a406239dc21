package org.geotimeline.projection.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.geotimeline.time.AsOf;

/**
 * Where a page ended, the question that it is a page of, and the clocks that the whole list is read under: an opaque text
 * for its follower.
 *
 * @param question as {@link Clocks#question} says it; a long one is told by its hash alone
 * @param after the sort key of the last row that was given
 */
public record Cursor(AsOf asOf, String question, List<String> after) {

    private static final String SEPARATOR = "\u001f";
    private static final int LONGEST_QUESTION = 400;

    public Cursor {
        question = brief(question);
        after = List.copyOf(after);
    }

    /** A page's address has to hold the question twice: as it is asked, and in the cursor. */
    private static String brief(String question) {
        return question.length() <= LONGEST_QUESTION
                ? question
                : "a longer question, " + UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it was given for that question. */
    public boolean isOf(String asked) {
        return question.equals(brief(asked));
    }

    /** @throws BadQuestion where the text is no cursor of ours */
    public static Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split(SEPARATOR, -1));
            var asOf =
                    new AsOf(LocalDate.parse(parts.get(0)), Instant.parse(parts.get(1)), Long.parseLong(parts.get(2)));
            return new Cursor(asOf, parts.get(3), parts.subList(4, parts.size()));
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
                question,
                String.join(SEPARATOR, after));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
