package org.geotimeline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.geotimeline.api.TimelineServer;
import org.geotimeline.client.ActsApi.APIListActsRequest;
import org.geotimeline.client.ListingsApi.APIListListingsRequest;
import org.geotimeline.client.ParticipationApi.APIListParticipationRequest;
import org.geotimeline.client.StanceApi.APIListStancesRequest;
import org.geotimeline.client.model.ActRow;
import org.geotimeline.client.model.ListingRow;
import org.geotimeline.client.model.SeatRow;
import org.geotimeline.client.model.StanceRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client that is generated from the OpenAPI document asks a running server, and its answers have types. */
class GeneratedClientIT {

    private static EmbeddedPostgres postgres;
    private static TimelineServer server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
        server = TimelineServer.start(
                new TimelineServer.Settings(
                        "127.0.0.1",
                        0,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "postgres",
                        "",
                        "",
                        Optional.empty(),
                        false),
                line -> {});
        client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + server.port());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        postgres.close();
    }

    @Test
    void stances() throws ApiException {
        var answer = new StanceApi(client)
                .listStances(APIListStancesRequest.newBuilder()
                        .actor(List.of("RUS"))
                        .subject(List.of("TAL"))
                        .dimension(List.of("designation"))
                        .validAt("2024-10-20")
                        .knownAt("2024-12-01")
                        .build());
        StanceRow stance = answer.getRows().get(0);
        assertThat(answer.getRows()).hasSize(1);
        assertThat(stance.getActor()).isEqualTo("RUS");
        assertThat(stance.getValue()).isEqualTo("BANNED");
        assertThat(stance.getActs()).containsExactly("ACT-0048");
        assertThat(answer.getAsOf().getValidAt()).isEqualTo("2024-10-20");
    }

    @Test
    void listings() throws ApiException {
        var answer = new ListingsApi(client)
                .listListings(APIListListingsRequest.newBuilder()
                        .authority("KAZ")
                        .subject("TAL")
                        .validAt("2023-12-15")
                        .build());
        ListingRow listing = answer.getRows().get(0);
        assertThat(listing.getAuthority()).isEqualTo("KAZ");
        assertThat(listing.getCertainty()).isEqualTo(ListingRow.CertaintyEnum.CERTAIN);
        assertThat(listing.getActs()).isNotEmpty();
        assertThat(answer.getComplete()).isTrue();
    }

    @Test
    void acts() throws ApiException {
        var answer = new ActsApi(client)
                .listActs(APIListActsRequest.newBuilder()
                        .actor("RUS")
                        .subject("TAL")
                        .limit(5)
                        .build());
        assertThat(answer.getRows()).hasSize(5).extracting(ActRow::getId).doesNotHaveDuplicates();
        assertThat(answer.getNext()).isNotBlank();
    }

    @Test
    void participation() throws ApiException {
        var answer = new ParticipationApi(client)
                .listParticipation(APIListParticipationRequest.newBuilder()
                        .forum("moscow-format")
                        .by("year")
                        .build());
        assertThat(answer.getForum()).isEqualTo("moscow-format");
        assertThat(answer.getRows()).extracting(SeatRow::getEntity).contains("RUS");
        assertThat(answer.getYears())
                .isNotEmpty()
                .allSatisfy(year -> assertThat(year.getYear()).isBetween(2016, 2030));
    }

    @Test
    void a_problem_is_an_exception_with_the_status_and_the_sentence() {
        var unknown = APIListListingsRequest.newBuilder().subject("TALIBANN").build();
        assertThatThrownBy(() -> new ListingsApi(client).listListings(unknown))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        problem -> assertThat(problem.getCode()).isEqualTo(400))
                .hasMessageContaining("TALIBANN");
    }
}
