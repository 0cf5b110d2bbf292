package io.aerostat.node.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks the dependencies between modules (docs/adr/0001) and inside the node, over all classes of router.jar. */
@AnalyzeClasses(packages = "io.aerostat", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {
    private static final String PROTOCOL = "io.aerostat.protocol..";
    private static final String CLIENT = "io.aerostat.client..";
    private static final String COMPONENT = "io.aerostat.component..";
    private static final String CORE = "io.aerostat.router..";
    private static final String JWT = "io.aerostat.jwt..";
    private static final String STORE = "io.aerostat.store..";
    private static final String VALIDATION = "io.aerostat.validation..";
    private static final String CLUSTER = "io.aerostat.cluster..";
    private static final String HOST = "io.aerostat.host..";
    private static final String METRICS = "io.aerostat.metrics..";
    private static final String MQTT = "io.aerostat.mqtt..";
    private static final String COMMAND = "io.aerostat.command..";
    private static final String NODE = "io.aerostat.node..";

    @ArchTest
    static final ArchRule protocolUsesNoOtherModule = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT, CORE, HOST, JWT, STORE, VALIDATION, METRICS, NODE);

    @ArchTest
    static final ArchRule clientsKnowNoRouter = noClasses()
            .that()
            .resideInAnyPackage(CLIENT, COMPONENT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, HOST, JWT, STORE, VALIDATION, METRICS, NODE);

    @ArchTest
    static final ArchRule theRouterKnowsNoClientNoProcessAndNoConfigurationFile = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CLIENT,
                    COMPONENT,
                    HOST,
                    JWT,
                    STORE,
                    VALIDATION,
                    METRICS,
                    NODE,
                    "picocli..",
                    "tools.jackson.databind..",
                    "io.micrometer..",
                    "io.prometheus..");

    @ArchTest
    static final ArchRule metricsKnowTheRouterOnly = noClasses()
            .that()
            .resideInAPackage(METRICS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT, HOST, JWT, STORE, VALIDATION, NODE, "picocli..");

    @ArchTest
    static final ArchRule tokensAndStoresKnowTheRouterOnly = noClasses()
            .that()
            .resideInAnyPackage(JWT, STORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT, HOST, NODE, "picocli..", "tools.jackson..");

    @ArchTest
    static final ArchRule validationKnowsTheRouterOnly = noClasses()
            .that()
            .resideInAPackage(VALIDATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT, HOST, JWT, STORE, METRICS, CLUSTER, MQTT, NODE, "picocli..");

    @ArchTest
    static final ArchRule onlyValidationKnowsTheValidator = noClasses()
            .that()
            .resideOutsideOfPackage(VALIDATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..");

    @ArchTest
    static final ArchRule mqttKnowsTheRouterOnly = noClasses()
            .that()
            .resideInAPackage(MQTT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT, HOST, JWT, METRICS, CLUSTER, NODE, "picocli..");

    @ArchTest
    static final ArchRule onlyTheNodeKnowsMqtt = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, CLIENT, COMPONENT, CORE, HOST, JWT, METRICS, CLUSTER, COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MQTT);

    @ArchTest
    static final ArchRule onlyTheNodeKnowsTheClusterBesideTheRouter = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, CLIENT, COMPONENT, CORE, HOST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLUSTER, "io.nats..", "org.msgpack..");

    @ArchTest
    static final ArchRule theClusterKnowsNoClientNoProcessAndNoNode = noClasses()
            .that()
            .resideInAPackage(CLUSTER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT, HOST, NODE, "picocli..");

    @ArchTest
    static final ArchRule clientCommandsKnowTheClientOnly = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CORE,
                    COMPONENT,
                    HOST,
                    JWT,
                    STORE,
                    VALIDATION,
                    METRICS,
                    CLUSTER,
                    NODE,
                    "ch.qos.logback..",
                    "tools.jackson.databind..");

    @ArchTest
    static final ArchRule onlyTheNodeKnowsTheCommands = noClasses()
            .that()
            .resideInAnyPackage(PROTOCOL, CLIENT, COMPONENT, CORE, HOST, JWT, STORE, VALIDATION, METRICS, CLUSTER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(COMMAND);

    @ArchTest
    static final ArchRule hostsKnowNoRouter = noClasses()
            .that()
            .resideInAPackage(HOST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, JWT, STORE, VALIDATION, METRICS, NODE, "picocli..");

    /**
     * There are three exceptions: the commands that call a running node are ordinary clients (docs/adr/0026), the
     * rehearsal runs clients as well (docs/adr/0016), and a link is a client in each of two realms.
     */
    @ArchTest
    static final ArchRule theNodeReachesSessionsThroughItsHostOnly = noClasses()
            .that()
            .resideInAPackage(NODE)
            .and()
            .doNotHaveFullyQualifiedName("io.aerostat.node.command.NodeClient")
            .and()
            .resideOutsideOfPackages("io.aerostat.node.rehearsal", "io.aerostat.node.link")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CLIENT, COMPONENT);

    @ArchTest
    static final ArchRule onlyTheNodeHasACommandLine = classes()
            .that()
            .resideInAPackage("io.aerostat.node.command..")
            .or()
            .haveSimpleName("Main")
            .and()
            .resideInAPackage(NODE)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(NODE);

    @ArchTest
    static final ArchRule configurationKnowsNothingThatRuns = noClasses()
            .that()
            .resideInAPackage("io.aerostat.node.config..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.aerostat.node.run..", "io.aerostat.node.command..", "io.aerostat.node.logging..");

    @ArchTest
    static final ArchRule locatedJsonKnowsNoKeys = noClasses()
            .that()
            .resideInAPackage("io.aerostat.node.config.located..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.aerostat.node.config", "io.aerostat.node.config.field..", "io.aerostat.node.config.grammar..");

    @ArchTest
    static final ArchRule theFieldLanguageKnowsNoGrammar = noClasses()
            .that()
            .resideInAPackage("io.aerostat.node.config.field..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.aerostat.node.config.grammar..");

    @ArchTest
    static final ArchRule recordsKnowNoJson = noClasses()
            .that()
            .resideInAPackage("io.aerostat.node.config")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.aerostat.node.config.located..",
                    "io.aerostat.node.config.field..",
                    "io.aerostat.node.config.grammar..",
                    "tools.jackson..");

    @ArchTest
    static final ArchRule noPackagesUseEachOther =
            slices().matching("io.aerostat.(**)").should().beFreeOfCycles();
}
