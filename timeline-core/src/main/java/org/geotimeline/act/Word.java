package org.geotimeline.act;

/** A value that is written as one string in JSON: an id. Its type has {@code static parse(String)} and says its pattern. */
public interface Word {

    String text();

    static void require(String text, String pattern, String what) {
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException("'%s' is not %s; right is %s".formatted(text, what, pattern));
        }
    }
}
