package org.geotimeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    private static final Map<String, String> NO_ENVIRONMENT = Map.of();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ana:a%20b%2F%401+@db.example:6432/ledger?sslmode=require",
                "postgresql://ana:a%20b%2F%401+@db.example:6432/ledger?sslmode=require",
                "jdbc:postgresql://db.example:6432/ledger?user=ana&sslmode=require&password=a%20b%2F%401+"
            })
    void a_url_is_read_in_either_form_and_hides_its_password(String url) {
        var address = DatabaseAddress.parse(url, NO_ENVIRONMENT);

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/ledger?sslmode=require");
        assertThat(address.user()).isEqualTo("ana");
        assertThat(address.password()).isEqualTo("a b/@1+");
    }

    @Test
    void the_environment_completes_the_url() {
        var address = DatabaseAddress.parse(
                "postgres://db.example/ledger", Map.of("PGUSER", "ana", "PGPASSWORD", "from the environment"));

        assertThat(address)
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db.example/ledger", "ana", "from the environment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://ana:secret@db.example/ledger", "postgres://ana:secret@db.example", "ana:secret x"})
    void anything_else_is_refused_without_repeating_its_password(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url, NO_ENVIRONMENT))
                .isInstanceOf(NotStarted.class)
                .hasMessageContaining("Give postgres://")
                .hasMessageNotContaining("secret");
    }
}
