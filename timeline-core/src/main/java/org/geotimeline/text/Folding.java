package org.geotimeline.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSetSpanner;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Folds a text to words of letters and digits with one blank between two words, so that its usual spellings are equal: without
 * case, accents, invisible characters, and differences between forms of one letter.
 *
 * <p>Unicode (NFKC_Casefold) and ICU (Latin-ASCII) give the rules for compatible and for Latin letters. The Arabic letters that
 * Arabic, Persian, Pashto and Urdu write differently are in a table, because no standard equates them.
 */
public final class Folding {

    /** The signs within a word that many people leave out, or replace with a blank. */
    private static final UnicodeSet JOINERS = new UnicodeSet("['`´‘’‛′＇՚׳״ʹ-ʿˈˊˋʼˮꞋꞌ\\u200B\\u200C]").freeze();

    /** The letters that carry a hamza, and the hamza itself. A word is also written without any of them. */
    private static final UnicodeSet HAMZA = new UnicodeSet("[ءؤئٴۓ]").freeze();

    private static final UnicodeSetSpanner HAMZAS = new UnicodeSetSpanner(HAMZA);

    /** The letters of Arabic script that stand for another one, or for none. */
    private static final Map<Integer, String> ARABIC = arabic();

    private static final Map<Integer, String> FOLDED = new ConcurrentHashMap<>();

    /** How a word with joiners, or with a hamza, is read. */
    private record Reading(boolean splits, boolean dropsHamza) {}

    private static final Reading USUAL = new Reading(false, false);

    private Folding() {}

    private static Map<Integer, String> arabic() {
        var letters = new ConcurrentHashMap<Integer, String>();
        all("كڪ", "ک", letters);
        all("ګڰ", "گ", letters);
        all("يىېۍےؠۓ", "ی", letters);
        all("ةەہھۃ", "ه", letters);
        all("ٱٲٳ", "ا", letters);
        all("ءـٴ", "", letters);
        return letters;
    }

    private static void all(String some, String one, Map<Integer, String> letters) {
        some.codePoints().forEach(letter -> letters.put(letter, one));
    }

    /** The words of a text; empty if it has none. */
    public static String fold(String text) {
        return fold(text, USUAL);
    }

    /**
     * The usual spelling of the words first, then the other ones: with a blank instead of an apostrophe or a joiner, and without
     * the letters that carry a hamza. Two texts with a common spelling are spellings of each other.
     */
    public static Set<String> spellings(String text) {
        var spellings = new LinkedHashSet<String>();
        boolean joined = JOINERS.containsSome(text);
        boolean carried = HAMZA.containsSome(text);
        spellings.add(fold(text));
        if (joined) {
            spellings.add(fold(text, new Reading(true, false)));
        }
        if (carried) {
            spellings.add(fold(text, new Reading(false, true)));
        }
        if (joined && carried) {
            spellings.add(fold(text, new Reading(true, true)));
        }
        spellings.remove("");
        return spellings;
    }

    /** The words of a text as they are written, for texts whose words are folded one by one. */
    public static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (JOINERS.contains(c) || !folded(c).equals(" ")) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static String fold(String text, Reading reading) {
        if (text.codePoints().allMatch(c -> c < 0x80)) {
            return words(text, reading);
        }
        String plain = JOINERS.containsSome(text) ? withoutJoiners(text, reading.splits) : text;
        if (reading.dropsHamza) {
            plain = HAMZAS.deleteFrom(Normalizer2.getNFCInstance().normalize(plain));
        }
        String cased = Normalizer2.getNFKCCasefoldInstance().normalize(plain);
        return words(Normalizer2.getNFDInstance().normalize(cased), reading);
    }

    private static String withoutJoiners(String text, boolean splits) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!JOINERS.contains(c)) {
                plain.appendCodePoint(c);
            } else if (splits) {
                plain.append(' ');
            }
        });
        return plain.toString();
    }

    private static String words(String text, Reading reading) {
        var words = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (JOINERS.contains(c)) {
                gap |= reading.splits;
                continue;
            }
            String folded = folded(c);
            if (folded.equals(" ")) {
                gap = true;
            } else if (!folded.isEmpty()) {
                if (gap && !words.isEmpty()) {
                    words.append(' ');
                }
                gap = false;
                words.append(folded);
            }
        }
        return words.toString();
    }

    private static final List<String> ASCII = asciiLetters();

    private static List<String> asciiLetters() {
        return IntStream.range(0, 0x80)
                .mapToObj(c -> Character.isLetterOrDigit(c) ? String.valueOf((char) Character.toLowerCase(c)) : " ")
                .toList();
    }

    private static String folded(int c) {
        return c < 0x80 ? ASCII.get(c) : FOLDED.computeIfAbsent(c, Folding::letter);
    }

    /** A letter as a word has it, empty for a mark, a blank for a sign that ends a word. */
    private static String letter(int c) {
        if (UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT) || isMark(c)) {
            return "";
        }
        String arabic = ARABIC.get(c);
        if (arabic != null) {
            return arabic;
        }
        if (UCharacter.isDigit(c)) {
            return Integer.toString(UCharacter.digit(c));
        }
        if (!isOfWords(c)) {
            return " ";
        }
        return UScript.getScript(c) == UScript.LATIN ? Latin.plain(c) : UCharacter.toString(c);
    }

    private static boolean isMark(int c) {
        int type = UCharacter.getType(c);
        return type == ECharacterCategory.NON_SPACING_MARK
                || type == ECharacterCategory.COMBINING_SPACING_MARK
                || type == ECharacterCategory.ENCLOSING_MARK;
    }

    private static boolean isOfWords(int c) {
        int type = UCharacter.getType(c);
        return UCharacter.isLetter(c)
                || type == ECharacterCategory.LETTER_NUMBER
                || type == ECharacterCategory.OTHER_NUMBER;
    }

    /** Made when the first such letter is read, because ICU takes long to read its rules. */
    private static final class Latin {

        private static final Transliterator ASCII = Transliterator.getInstance("Latin-ASCII");

        static String plain(int c) {
            String plain = UCharacter.foldCase(ASCII.transliterate(UCharacter.toString(c)), true);
            return plain.codePoints().allMatch(UCharacter::isLetterOrDigit) ? plain : UCharacter.toString(c);
        }
    }
}
