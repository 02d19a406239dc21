package org.geotimeline.act.id;

import java.util.regex.Pattern;
import org.geotimeline.json.Word;

/**
 * The name of an act, given by its recorder: {@code ACT-0001}. When an old event decodes to several acts, the extra ones are
 * named after the recorded one: {@code ACT-0001:part-handover}. A reported act cannot have such a name.
 */
public record ActId(String text) implements Word {

    static final Form FORM = Form.ACT_ID;

    private static final String PART = ":part-";
    private static final Pattern PARTS = Pattern.compile("(" + PART + "[a-z]{1,32})+");

    public ActId {
        Word.require(isPart(text) ? whole(text) : text, FORM, "an act id");
    }

    public static ActId parse(String text) {
        return new ActId(text);
    }

    /** The name of a part of the event that is recorded under this name. */
    public ActId part(String name) {
        var part = new ActId(text + PART + name);
        if (!part.isPart()) {
            throw new IllegalArgumentException("'%s' does not name a part; expected small letters".formatted(name));
        }
        return part;
    }

    public boolean isPart() {
        return isPart(text);
    }

    /** The name under which the act is stored: its own, unless it is a part. */
    public ActId whole() {
        return isPart() ? new ActId(whole(text)) : this;
    }

    private static boolean isPart(String text) {
        int at = text.indexOf(PART);
        return at > 0 && PARTS.matcher(text.substring(at)).matches();
    }

    private static String whole(String text) {
        return text.substring(0, text.indexOf(PART));
    }

    @Override
    public String toString() {
        return text;
    }
}
