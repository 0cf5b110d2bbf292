package io.aerostat.spring.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Checks the dependencies of the module (docs/adr/0001). A class that uses an optional library must not be loaded
 * without it, so few packages may use each of these libraries.
 */
class PackagesTest {
    private static final String CONDITIONS = "io.aerostat.spring.autoconfigure..";

    private static final JavaClasses SPRING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aerostat.spring");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.aerostat.(**)").should().beFreeOfCycles().check(SPRING);
    }

    @Test
    void theModuleUsesNoPartOfTheNode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.aerostat.node..",
                        "io.aerostat.host..",
                        "io.aerostat.command..",
                        "io.aerostat.cluster..",
                        "io.aerostat.metrics..",
                        "io.aerostat.component..")
                .check(SPRING);
    }

    @Test
    void onlyTheEmbeddedRouterNeedsTheRouter() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.aerostat.spring.router..", "io.aerostat.spring.test..", CONDITIONS)
                .and()
                .doNotHaveSimpleName("WampRouterCustomizer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.aerostat.router..", "io.aerostat.test..")
                .check(SPRING);
    }

    @Test
    void optionalLibrariesAreUsedInOnePackageEach() {
        onlyIn("io.aerostat.spring.observation..", "io.micrometer..");
        onlyIn("io.aerostat.spring.health..", "org.springframework.boot.health..");
        noClasses()
                .that()
                .resideOutsideOfPackage(CONDITIONS)
                .and()
                .doNotHaveSimpleName("BeanValidation")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.validation..")
                .check(SPRING);
    }

    private static void onlyIn(String packages, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages, CONDITIONS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(SPRING);
    }
}
