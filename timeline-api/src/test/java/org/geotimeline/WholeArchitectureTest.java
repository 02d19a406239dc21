package org.geotimeline;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How the packages of all modules depend on each other. */
@AnalyzeClasses(
        packages = {"org.geotimeline.api", "org.geotimeline.question", "org.geotimeline.imports"},
        importOptions = DoNotIncludeTests.class)
class WholeArchitectureTest {

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().matching("org.geotimeline.(**)").should().beFreeOfCycles();
}
