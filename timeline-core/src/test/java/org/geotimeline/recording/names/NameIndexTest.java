package org.geotimeline.recording.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameIndexTest {

    private final NameIndex index = new NameIndex();

    @Test
    void a_name_of_one_thing_names_it_in_any_spelling_and_a_name_of_two_names_both() {
        index.put("RUS", List.of("Russia", "Россия"));
        index.put("AFG", List.of("Afghanistan", "Islamic Emirate"));
        index.put("IEA", List.of("The Islamic Émirate", "Islamic Emirate"));
        assertThat(index.named("russia")).containsExactly("RUS");
        assertThat(index.named("РОССИЯ")).containsExactly("RUS");
        assertThat(index.named("islamic émirate")).containsExactly("AFG", "IEA");
        assertThat(index.named("the islamic emirate")).containsExactly("IEA");
        assertThat(index.named("Atlantis")).isEmpty();
        assertThat(index.named("\u200B")).isEmpty();
    }

    @Test
    void an_id_as_it_is_written_is_never_ambiguous() {
        index.put("US", List.of("United States"));
        index.put("USA", List.of("US"));
        assertThat(index.named("US")).containsExactly("US");
        assertThat(index.named("us")).containsExactly("US", "USA");
    }

    @Test
    void other_names_replace_the_old_ones() {
        index.put("BUR", List.of("Burma"));
        index.put("BUR", List.of("Myanmar"));
        assertThat(index.named("burma")).isEmpty();
        assertThat(index.named("myanmar")).containsExactly("BUR");
        assertThat(index.nearest("Mianmar")).containsExactly("BUR");
    }

    @Test
    void the_nearest_name_comes_first_whatever_the_ids_are() {
        index.put("A", List.of("Kyrgyzstan"));
        index.put("B", List.of("Turkmenistan"));
        index.put("Z", List.of("Republic of Kazakhstan", "Kazakhstan"));
        assertThat(index.nearest("Kazakstan")).startsWith("Z");
    }

    @Test
    void a_code_of_iso_3166_has_its_companions() {
        assertThat(IsoCodes.of("RUS")).containsExactly("RU", "RUS", "643");
        assertThat(IsoCodes.of("AFG")).containsExactly("AF", "AFG", "004");
        assertThat(IsoCodes.of("no code")).isEmpty();
        assertThat(IsoCodes.of("001")).as("the world is no country").isEmpty();
    }
}
