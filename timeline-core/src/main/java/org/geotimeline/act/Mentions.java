package org.geotimeline.act;

import java.util.List;
import java.util.function.BiConsumer;
import org.geotimeline.json.RecordShape;
import org.geotimeline.json.RecordShape.Field;
import org.geotimeline.json.RecordShape.Flat;
import org.geotimeline.json.RecordShape.Part;
import org.geotimeline.json.Word;

/** The ids that an act names. */
public final class Mentions {

    private Mentions() {}

    /** Calls with the pointer of each id that the act names and with the id; the act's own id is left out. */
    public static void of(Act act, BiConsumer<String, Word> mention) {
        record(act, "", mention);
    }

    private static void record(Object record, String at, BiConsumer<String, Word> mention) {
        for (Part part : RecordShape.of(record.getClass()).parts()) {
            Object value = part.get(record);
            if (value != null) {
                switch (part) {
                    case Flat flat -> record(value, at, mention);
                    case Field field -> field(record, field, value, at, mention);
                }
            }
        }
    }

    private static void field(Object record, Field field, Object value, String at, BiConsumer<String, Word> mention) {
        boolean isOwnId = record instanceof About && field.name().equals("id");
        if (!isOwnId) {
            value(value, at + "/" + field.name(), mention);
        }
    }

    private static void value(Object value, String at, BiConsumer<String, Word> mention) {
        switch (value) {
            case Word word -> mention.accept(at, word);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    value(list.get(i), at + "/" + i, mention);
                }
            }
            case Act act -> {} // a part of a split is looked at by itself
            case Texts texts -> {}
            case Record record -> record(record, at, mention);
            default -> {}
        }
    }
}
