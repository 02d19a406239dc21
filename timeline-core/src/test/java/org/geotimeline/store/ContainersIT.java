package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The whole suite of the store in a container of the oldest or the newest PostgreSQL that is supported, a class
 * each. The system properties {@code timeline.test.image.15} and {@code timeline.test.image.18} name other images.
 */
abstract class ContainersIT {

    private final int version;

    ContainersIT(int version) {
        this.version = version;
    }

    @Test
    void every_test_of_the_store_passes_in_a_container() throws SQLException {
        String image = System.getProperty("timeline.test.image." + version, "postgres:" + version + "-alpine");
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            skip("%s is not tried in a container: no Docker answers here.".formatted(image));
        }
        try (var postgres =
                new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))) {
            postgres.withUsername("postgres")
                    .withDatabaseName("postgres")
                    .withTmpFs(Map.of("/var/lib/postgresql", "rw")) // a database a test, none of which outlives it
                    .withCommand(
                            "postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "max_wal_size=128MB");
            start(postgres, image);
            String url = "%s&user=postgres&password=%s".formatted(postgres.getJdbcUrl(), postgres.getPassword());
            assertThat(versionOf(url)).as(image).isEqualTo(version);
            StoreSuite.passesOn(image + " in a container", url);
        }
    }

    private static void start(PostgreSQLContainer postgres, String image) {
        try {
            postgres.start();
        } catch (ContainerFetchException e) {
            skip("%s is not tried in a container: Docker answers, and the image is neither here nor to be fetched."
                    .formatted(image));
        }
    }

    private static void skip(String sentence) {
        System.out.println(sentence);
        Assumptions.abort(sentence);
    }

    private static int versionOf(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }
}
