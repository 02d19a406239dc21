package org.geotimeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** All tests of the store, which run on the newest PostgreSQL elsewhere, on another server. */
final class StoreSuite {

    private static final String SERVER = "timeline.test.postgres";
    private static final String OPERATIONS = "timeline.test.operations";
    private static final String FEW = "2000";

    private StoreSuite() {}

    /** @param url of a superuser's database, with the superuser in it */
    static void passesOn(String server, String url) {
        System.setProperty(SERVER, url);
        if (System.getProperty(OPERATIONS) == null) {
            System.setProperty(OPERATIONS, FEW);
        }
        try {
            TestExecutionSummary summary = run();
            System.out.printf("%d tests of the store have run on %s%n", summary.getTestsStartedCount(), server);
            assertThat(summary.getFailures())
                    .as(server)
                    .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isGreaterThan(50);
        } finally {
            System.clearProperty(SERVER);
        }
    }

    private static TestExecutionSummary run() {
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
