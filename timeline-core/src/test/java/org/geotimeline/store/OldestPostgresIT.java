package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The whole suite of the store, which runs on the newest PostgreSQL elsewhere, on the oldest. */
class OldestPostgresIT {

    private static final String SERVER = "timeline.test.postgres";

    @Test
    void every_test_of_the_store_passes_on_postgresql_15(@TempDir Path folder) throws Exception {
        try (OldestPostgres postgres = OldestPostgres.startOrSkip(folder)) {
            System.setProperty(SERVER, postgres.url());
            TestExecutionSummary summary = storeSuite();
            System.out.printf("%d tests of the store have run on PostgreSQL 15%n", summary.getTestsStartedCount());
            assertThat(summary.getFailures())
                    .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(50);
        } finally {
            System.clearProperty(SERVER);
        }
    }

    private static TestExecutionSummary storeSuite() {
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectPackage("org.geotimeline.store"))
                                .filters(ClassNameFilter.includeClassNamePatterns(".*Test"))
                                .build(),
                        summary);
        return summary.getSummary();
    }
}
