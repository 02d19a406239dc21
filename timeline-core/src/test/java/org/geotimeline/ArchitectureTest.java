package org.geotimeline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.geotimeline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule a_family_never_knows_another =
            slices().matching("org.geotimeline.act.(*)").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule the_domain_knows_no_infrastructure = classes()
            .that()
            .resideInAnyPackage("org.geotimeline.time..", "org.geotimeline.act..", "org.geotimeline.rulebook..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.geotimeline.time..",
                    "org.geotimeline.act..",
                    "org.geotimeline.rulebook..",
                    "org.axonframework.messaging.eventhandling.annotation",
                    "tools.jackson..",
                    "org.jspecify..",
                    "com.google.auto.service",
                    "org.apache.commons.text.similarity");

    @ArchTest
    static final ArchRule only_the_store_speaks_sql = noClasses()
            .that(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("org.geotimeline.store..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule nothing_here_knows_spring_kafka_or_http = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "jakarta.servlet..", "java.net.http..");

    @ArchTest
    static final ArchRule decisions_have_no_clock_and_no_chance = noClasses()
            .that()
            .resideInAnyPackage("org.geotimeline.time..", "org.geotimeline.act..", "org.geotimeline.rulebook..")
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
