package io.aerostat.bench.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the dependencies between the packages of the load generator (docs/adr/0001). */
class PackagesTest {
    private static final JavaClasses BENCH = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aerostat.bench");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.aerostat.(**)").should().beFreeOfCycles().check(BENCH);
    }
}
