package org.geotimeline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "پاكستاني, پاکستانی",
        "ﭘﺎﮐﺴﺘﺎﻥ, پاکستان",
        "كابل, کابل",
        "علي, علی",
        "على, علی",
        "می\u200Cخواهند, میخواهند",
        "می\u200Cخواهند, می خواهند",
        "طـــالـبان, طالبان",
        "أفغانستان, افغانستان",
        "إمارة, اماره",
        "ٱلإمارة, الاماره",
        "آسیا, اسیا",
        "رئیس, رییس",
        "مسؤول, مسئول",
        "مسؤول, مسوول",
        "علماء, علما",
        "جمهوریۀ, جمهوریه",
        "ګډون, گډون",
        "شورای ۱۴۰۳, شورای 1403",
        "٢٠٢١, 2021",
        "مُحَمَّد, محمد",
        "Størby, Storby",
        "Łukaszby, LUKASZBY",
        "Yıldırby, Yildirby",
        "İstanbul, istanbul",
        "Đorđby, dordby",
        "Straßenby, strassenby",
        "STRASSE, straße",
        "Œuvre, oeuvre",
        "Þingvellir, thingvellir",
        "Côte d’Ivoire, cote divoire",
        "Côte d’Ivoire, cote d ivoire",
        "Shariʿa, Sharia",
        "Shariʼa, Shari'a",
        "Qur’an, Quran",
        "Tali\u00ADban, Taliban",
        "Tali\u2060ban, Taliban",
        "Tali\uFEFFban, Taliban",
        "Mutta\u0301qi, Muttaqi",
        "Ｔａｌｉｂａｎ, taliban",
        "Королёв, Королев",
        "ΣΟΦΟΣ, σοφος",
        "צה״ל, צהל",
        "al-Qaida, al Qaida"
    })
    void two_spellings_of_one_word_are_found_by_each_other(String one, String other) {
        Set<String> common = new HashSet<>(Folding.spellings(one));
        common.retainAll(Folding.spellings(other));
        assertThat(common)
                .as("%s and %s", Folding.spellings(one), Folding.spellings(other))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"پاکستان, باکستان", "Taliban, Talibans", "Iran, Iraq", "ت, ط", "9, 6", "al Qaida, alQaida"})
    void two_words_stay_two_words(String one, String other) {
        Set<String> common = new HashSet<>(Folding.spellings(one));
        common.retainAll(Folding.spellings(other));
        assertThat(common).isEmpty();
    }

    @Test
    void words_have_single_blanks_between_them_and_none_around() {
        assertThat(Folding.fold("  The “Moscow Format”:\u00A0round\u20037 (2025)… "))
                .isEqualTo("the moscow format round 7 2025");
        assertThat(Folding.fold("«»—\u2800\u3164\u200B")).isEmpty();
        assertThat(Folding.spellings("'")).isEmpty();
    }

    @Test
    void folding_again_changes_nothing_and_no_locale_does() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("FoldingTest: -Dseed=" + seed);
        var random = new Random(seed);
        Locale before = Locale.getDefault();
        try {
            for (int i = 0; i < 20_000; i++) {
                String text = random.ints(12, 0, 0x3100)
                        .filter(c -> Character.isDefined(c) && !Character.isSurrogate((char) c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                Locale.setDefault(Locale.ENGLISH);
                String once = Folding.fold(text);
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                assertThat(Folding.fold(text)).as("seed %d: %s", seed, text).isEqualTo(once);
                assertThat(Folding.fold(once)).as("seed %d: %s", seed, text).isEqualTo(once);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "\u00A0",
                "\u200B",
                "\u2060",
                "\u00AD",
                "\u2800",
                "\u3164",
                "\u115F",
                "\uFFA0",
                "\u200B\u2060",
                " \u00AD\u3164 ",
                "\uFEFF",
                "\u202E\u202C",
                "\u2066\u2069",
                "\u180E",
                "\u034F",
                "\u200C\u200D",
                "\uFE0F",
                "\uDB40\uDC41",
                "\uDB40\uDD00",
                "\uFFF9\uFFFB",
                "\uD834\uDD59",
                "\uD80D\uDC41",
                "\u2028",
                "\u0085",
                "\u17B4",
                "\u206A"
            })
    void a_text_that_nobody_sees_is_blank(String text) {
        assertThat(Visible.isBlank(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", ".", "\u200Bx", "ـ", "\u0600", "\u2801", "🕊", "0", "؟", "ㅤㄱ", "\uE000"})
    void a_text_that_can_be_seen_is_not_blank(String text) {
        assertThat(Visible.isBlank(text)).isFalse();
    }

    @Test
    void white_space_of_any_kind_around_a_value_is_not_part_of_it() {
        assertThat(Visible.trimmed("\u00A0\uFEFF NBi.012\u202F\u200B")).isEqualTo("NBi.012");
        assertThat(Visible.trimmed("a\u00A0\u2007 b\n c")).isEqualTo("a b c");
        assertThat(Visible.trimmed("می\u200Cخواهند")).isEqualTo("می\u200Cخواهند");
        assertThat(Visible.trimmed(" \u00A0 ")).isEmpty();
    }
}
