package org.geotimeline.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command line starts fast because it drags nothing with it. */
@AnalyzeClasses(packages = "org.geotimeline.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandLineDependenciesTest {

    @ArchTest
    static final ArchRule the_command_line_uses_picocli_jackson_and_the_jdk_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("org.geotimeline.cli..", "picocli..", "tools.jackson..", "java..", "org.jspecify..");
}
