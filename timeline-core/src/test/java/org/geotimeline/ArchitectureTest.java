package org.geotimeline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.geotimeline.act.evolution.Lift;

/** Which packages may know which. */
@AnalyzeClasses(packages = "org.geotimeline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule no_package_cycles =
            slices().matching("org.geotimeline.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule a_family_never_knows_another =
            slices().assignedFrom(new Families()).should().notDependOnEachOther();

    @ArchTest
    static final ArchRule no_act_knows_how_acts_are_lifted_or_folded = noClasses()
            .that()
            .resideInAPackage("org.geotimeline.act..")
            .and(not(resideInAPackage("org.geotimeline.act.evolution")))
            .and(not(resideInAPackage("org.geotimeline.act.dossier")))
            .and(not(assignableTo(Lift.class))) // an upcaster lies beside its act
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.geotimeline.act.evolution", "org.geotimeline.act.dossier");

    @ArchTest
    static final ArchRule json_knows_nothing_of_acts = noClasses()
            .that()
            .resideInAPackage("org.geotimeline.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.geotimeline.act..");

    @ArchTest
    static final ArchRule the_domain_knows_no_infrastructure = classes()
            .that()
            .resideInAnyPackage(
                    "org.geotimeline.time..",
                    "org.geotimeline.json..",
                    "org.geotimeline.act..",
                    "org.geotimeline.text..",
                    "org.geotimeline.rulebook..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.ibm.icu..",
                    "org.geotimeline.time..",
                    "org.geotimeline.text..",
                    "org.geotimeline.json..",
                    "org.geotimeline.act..",
                    "org.geotimeline.rulebook..",
                    "org.axonframework.messaging.eventhandling.annotation",
                    "tools.jackson..",
                    "org.jspecify..",
                    "com.google.auto.service",
                    "org.apache.commons.text.similarity");

    @ArchTest
    static final ArchRule only_the_store_speaks_sql = noClasses()
            .that(not(resideInAPackage("org.geotimeline.store..")))
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
            .resideInAnyPackage(
                    "org.geotimeline.time..",
                    "org.geotimeline.json..",
                    "org.geotimeline.act..",
                    "org.geotimeline.rulebook..")
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

    /** The families are the rooms beside {@code act}, but for those that all families share. */
    private static final class Families implements SliceAssignment {

        private static final String ACT = "org.geotimeline.act.";
        private static final Set<String> SHARED = Set.of("id", "knowledge", "evolution", "dossier");

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String room = type.getPackageName();
            boolean family = room.startsWith(ACT) && !SHARED.contains(room.substring(ACT.length()));
            return family ? SliceIdentifier.of(room.substring(ACT.length())) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "families of acts";
        }
    }
}
