package org.geotimeline.projection;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.geotimeline.projection", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] ENGINE = {
        "org.geotimeline.projection.runtime..", "org.geotimeline.projection.publicfeed.."
    };
    private static final String[] FLOOR = {
        "org.geotimeline.projection.row",
        "org.geotimeline.projection.spi",
        "org.geotimeline.projection.query",
        "org.geotimeline.projection.fold"
    };
    private static final DescribedPredicate<JavaClass> VIEWS = resideInAPackage("org.geotimeline.projection.*")
            .and(not(resideInAnyPackage(ENGINE)))
            .and(not(resideInAnyPackage(FLOOR)))
            .as("views");

    @ArchTest
    static final ArchRule there_are_no_package_cycles =
            slices().matching("org.geotimeline.projection.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_view_never_knows_another = slices().matching("org.geotimeline.projection.(*)")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), not(VIEWS));

    @ArchTest
    static final ArchRule views_know_only_row_spi_query_and_fold =
            noClasses().that(VIEWS).should().dependOnClassesThat(resideInAnyPackage(ENGINE));

    @ArchTest
    static final ArchRule the_floor_knows_no_view_and_no_engine = noClasses()
            .that()
            .resideInAnyPackage(FLOOR)
            .should()
            .dependOnClassesThat(VIEWS.or(resideInAnyPackage(ENGINE)));

    @ArchTest
    static final ArchRule a_row_knows_neither_projections_nor_questions = noClasses()
            .that()
            .resideInAPackage("org.geotimeline.projection.row")
            .should()
            .dependOnClassesThat(resideInAPackage("org.geotimeline.projection..")
                    .and(not(resideInAPackage("org.geotimeline.projection.row"))));

    @ArchTest
    static final ArchRule views_know_acts_rulebooks_and_clocks_of_the_core = noClasses()
            .that(VIEWS)
            .should()
            .dependOnClassesThat(resideInAPackage("org.geotimeline..")
                    .and(not(resideInAnyPackage(
                            "org.geotimeline.projection..",
                            "org.geotimeline.act..",
                            "org.geotimeline.json..",
                            "org.geotimeline.recording..",
                            "org.geotimeline.rulebook..",
                            "org.geotimeline.text..",
                            "org.geotimeline.time.."))));

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
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);
}
