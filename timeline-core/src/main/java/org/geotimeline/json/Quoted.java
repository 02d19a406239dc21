package org.geotimeline.json;

import tools.jackson.databind.JsonNode;

/** Parts of a body as a sentence about it quotes them: short, and harmless if the sentence is printed on a terminal. */
public final class Quoted {

    private Quoted() {}

    public static String text(String given) {
        int end = given.length() <= RecordReader.MAX_WORD_LENGTH ? given.length() : RecordReader.MAX_WORD_LENGTH - 1;
        String shown = given.substring(0, end);
        for (int wrong = unprintable(shown); wrong >= 0; wrong = unprintable(shown)) {
            shown = shown.replace(shown.charAt(wrong), '\uFFFD');
        }
        return end == given.length() ? shown : shown + "…";
    }

    /** A name as a step of a JSON pointer. */
    public static String step(String name) {
        return text(name).replace("~", "~0").replace("/", "~1");
    }

    /** What a value is. */
    public static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "the text '%s'".formatted(text(node.stringValue()));
            case NUMBER -> "the number " + text(node.toString());
            case BOOLEAN -> node.toString();
            case NULL -> "null";
            case MISSING, BINARY, POJO -> "nothing";
        };
    }

    /** The first index of a control character, or of half a character; -1 if there is none. */
    static int unprintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
                return i;
            }
        }
        return -1;
    }
}
