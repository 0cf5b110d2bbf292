package io.aerostat.cluster.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the dependencies between the packages of the cluster (docs/adr/0001). */
class PackagesTest {
    private static final JavaClasses CLUSTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aerostat.cluster");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.aerostat.cluster.(**)").should().beFreeOfCycles().check(CLUSTER);
    }

    @Test
    void theClusterKnowsNoClientNoConfigurationFileAndNoProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.aerostat.client..",
                        "io.aerostat.component..",
                        "io.aerostat.host..",
                        "io.aerostat.node..",
                        "tools.jackson..",
                        "picocli..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLUSTER);
    }

    @Test
    void linksAndRowsKnowNoEngineInParticularAndNoRouter() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.aerostat.cluster.engine..", "io.aerostat.cluster.link..", "io.aerostat.cluster.row..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.nats..", "io.aerostat.router..", "io.aerostat.protocol..")
                .check(CLUSTER);
    }

    @Test
    void engineKnowsNoOtherPackageOfTheCluster() {
        noClasses()
                .that()
                .resideInAPackage("io.aerostat.cluster.engine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.aerostat.cluster", "io.aerostat.cluster.link..", "io.aerostat.cluster.row..")
                .check(CLUSTER);
    }
}
