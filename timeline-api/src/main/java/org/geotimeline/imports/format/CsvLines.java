package org.geotimeline.imports.format;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text in UTF-8, without a byte order mark. Lines that were read ahead can be given back. */
final class CsvLines implements Closeable {

    static final int MAX_CHARS = 1_000_000;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final BufferedReader text;
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private long number;
    private int next;

    /**
     * One line.
     *
     * @param number the number of the line, from 1
     * @param text the line without its end; no more of it than {@link #MAX_CHARS}
     */
    record Line(long number, String text, boolean isTooLong) {}

    CsvLines(InputStream body) throws IOException {
        var utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.text = new BufferedReader(new InputStreamReader(body, utf8));
        this.next = read();
        if (next == BYTE_ORDER_MARK) {
            next = read();
        }
    }

    private int read() throws IOException {
        try {
            return text.read();
        } catch (CharacterCodingException broken) {
            throw new AnotherFormat("the body is not UTF-8");
        }
    }

    /** The next line; null at the end. A line ends with a line feed, a carriage return, or both. */
    @Nullable
    Line next() throws IOException {
        if (!givenBack.isEmpty()) {
            return givenBack.removeFirst();
        }
        if (next < 0) {
            return null;
        }
        var line = new StringBuilder();
        boolean tooLong = false;
        while (next >= 0 && next != '\n' && next != '\r') {
            if (line.length() < MAX_CHARS) {
                line.append((char) next);
            } else {
                tooLong = true;
            }
            next = read();
        }
        int end = next;
        next = next < 0 ? next : read();
        if (end == '\r' && next == '\n') {
            next = read();
        }
        number++;
        return new Line(number, line.toString(), tooLong);
    }

    /** Gives lines back, which are then next again. */
    void giveBack(List<Line> lines) {
        lines.reversed().forEach(givenBack::addFirst);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
