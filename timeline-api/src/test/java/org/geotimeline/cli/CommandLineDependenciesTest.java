package org.geotimeline.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.geotimeline.store.log.LogFile;
import org.geotimeline.store.log.LogRefused;

/** The command line starts fast because it loads few libraries. Of the engine it uses only the check of log files. */
@AnalyzeClasses(packages = "org.geotimeline.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class CommandLineDependenciesTest {

    @ArchTest
    static final ArchRule the_command_line_uses_picocli_jackson_the_jdk_and_the_check_of_log_files_only = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "org.geotimeline.cli..", "picocli..", "tools.jackson..", "java..", "org.jspecify..")
                    .or(belongToAnyOf(LogFile.class, LogRefused.class)));
}
