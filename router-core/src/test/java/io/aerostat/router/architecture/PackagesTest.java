package io.aerostat.router.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Tests which packages of the router may depend on which others. */
class PackagesTest {
    private static final JavaClasses ROUTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aerostat.router");

    private static final String[] REALM_CODE = {
        "io.aerostat.router.authentication..",
        "io.aerostat.router.authorization..",
        "io.aerostat.router.broker..",
        "io.aerostat.router.dealer..",
        "io.aerostat.router.link..",
        "io.aerostat.router.match..",
        "io.aerostat.router.meta..",
        "io.aerostat.router.peer..",
        "io.aerostat.router.realm..",
        "io.aerostat.router.service..",
        "io.aerostat.router.session..",
    };

    @Test
    void realmCodeKnowsNoSockets() {
        noClasses()
                .that()
                .resideInAnyPackage(REALM_CODE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty.channel..",
                        "io.netty.handler..",
                        "io.netty.bootstrap..",
                        "java.net..",
                        "java.nio.channels..",
                        "io.aerostat.router.connection..",
                        "io.aerostat.router.listener..",
                        "io.aerostat.router.websocket..",
                        "io.aerostat.router.rawsocket..",
                        "io.aerostat.router.transport..",
                        "io.aerostat.router.web..",
                        "io.aerostat.router.longpoll..",
                        "io.aerostat.router.local..")
                .check(ROUTER);
    }

    @Test
    void packagesHaveNoCycles() {
        // The builder may depend on all packages.
        ArchRule rule = slices().matching("io.aerostat.router.(**)").should().beFreeOfCycles();
        rule.check(ROUTER);
    }

    @Test
    void theRouterKnowsNoClientNoConfigurationFileAndNoProcess() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.aerostat.client..",
                        "io.aerostat.component..",
                        "io.aerostat.host..",
                        "io.aerostat.node..",
                        "tools.jackson.databind..",
                        "picocli..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(ROUTER);
    }
}
