package org.geotimeline.imports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.geotimeline.imports.format.Format;

/** A format only says what rows mean. */
@AnalyzeClasses(packages = "org.geotimeline", importOptions = DoNotIncludeTests.class)
class ImportsArchitectureTest {

    @ArchTest
    static final ArchRule a_format_records_nothing_and_asks_nothing = noClasses()
            .that()
            .implement(Format.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.geotimeline.recording..",
                    "org.geotimeline.store..",
                    "org.geotimeline.projection..",
                    "java.sql..");

    @ArchTest
    static final ArchRule only_the_table_of_imports_speaks_sql = noClasses()
            .that()
            .resideInAPackage("org.geotimeline.imports..")
            .and()
            .doNotBelongToAnyOf(ImportTable.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule nobody_knows_imports = noClasses()
            .that()
            .resideOutsideOfPackage("org.geotimeline.imports..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.geotimeline.imports..");
}
