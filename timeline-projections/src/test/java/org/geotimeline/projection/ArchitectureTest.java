package org.geotimeline.projection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.geotimeline.projection", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule a_projection_never_knows_another = slices().matching("org.geotimeline.projection.(*)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    DescribedPredicate.alwaysTrue(),
                    JavaClass.Predicates.resideInAnyPackage(
                            "org.geotimeline.projection.runtime", "org.geotimeline.projection.fold"));

    @ArchTest
    static final ArchRule only_a_view_knows_of_the_web = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Api")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..");

    @ArchTest
    static final ArchRule only_the_feed_knows_kafka = noClasses()
            .that()
            .resideOutsideOfPackage("org.geotimeline.projection.publicfeed")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule a_projection_never_records =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("org.geotimeline.recording.Recorder");

    @ArchTest
    static final ArchRule folds_have_no_clock_and_no_chance = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);
}
