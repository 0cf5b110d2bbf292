package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permission;
import io.aerostat.router.authorization.Role;
import io.aerostat.test.TestRouter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** Tests mistakes that fail the start of an application, and the texts of Spring Boot about these mistakes. */
class MistakesTest {
    static class Greeter {
        @WampProcedure("com.example.greet")
        String greet(String name) {
            return "Hello, " + name;
        }
    }

    static class Rival {
        @WampProcedure("com.example.greet")
        String greet(String name) {
            return "Hi, " + name;
        }
    }

    static class Misspelt {
        @WampProcedure("com..greet")
        void greet() {}
    }

    static class Curious {
        @WampListener("com.secret.topic")
        void told() {}
    }

    @Contract("com.example")
    interface Offer {}

    record Client(WampOperations wamp) {}

    private final TestRouter router = TestRouter.builder()
            .role(Role.withPermissions(
                    "visitor", new Permission("com.example.", MatchPolicy.PREFIX, Set.of(Action.CALL))))
            .listening()
            .start();

    @AfterEach
    void close() {
        router.close();
    }

    private static FailureAnalysis analysis(ApplicationContextRunner context) {
        FailureAnalysis[] found = new FailureAnalysis[1];
        Environment[] environment = new Environment[1];
        context.withInitializer(started -> environment[0] = started.getEnvironment())
                .run(application -> {
                    Throwable failure = application.getStartupFailure();
                    assertThat(failure).as("the failure to start").isNotNull();
                    found[0] =
                            analyses(Objects.requireNonNull(failure), Objects.requireNonNull(environment[0])).stream()
                                    .findFirst()
                                    .orElseThrow(() -> new AssertionError("no analysis", failure));
                });
        return found[0];
    }

    private static List<FailureAnalysis> analyses(Throwable failure, Environment environment) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        ArgumentResolver.of(Environment.class, environment),
                        (type, name, cause) -> {})
                .stream()
                .filter(analyzer -> analyzer.getClass().getName().startsWith("io.aerostat."))
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void proceduresNeedARouter() {
        FailureAnalysis analysis = analysis(Contexts.plain().withBean("greeter", Greeter.class));

        assertThat(analysis.getDescription())
                .isEqualTo("aerostat.client.url is missing, but these beans have procedures or listeners: greeter");
        assertThat(analysis.getAction()).contains("Set aerostat.client.url and aerostat.client.realm");
    }

    @Test
    void aRealmNeedsAUrlAndAUrlNeedsARealm() {
        assertThat(analysis(Contexts.plain().withPropertyValues("aerostat.client.realm=realm1"))
                        .getDescription())
                .isEqualTo("aerostat.client.url is missing, but aerostat.client.realm is set");
        assertThat(analysis(Contexts.plain().withPropertyValues("aerostat.client.url=ws://localhost:8080/ws"))
                        .getDescription())
                .startsWith("aerostat.client.realm is missing");
    }

    @Test
    void operationsNeedARouter() {
        FailureAnalysis analysis = analysis(Contexts.plain().withBean(Client.class));

        assertThat(analysis.getDescription()).contains("the application has no session", "aerostat.client.url");
        assertThat(analysis.getAction()).contains("Set aerostat.client.url");
    }

    @Test
    void aDisabledClientIsNamed() {
        FailureAnalysis analysis = analysis(Contexts.plain()
                .withPropertyValues("aerostat.client.enabled=false")
                .withBean(Client.class));

        assertThat(analysis.getDescription()).contains("WampOperations", "aerostat.client.enabled is false");
        assertThat(analysis.getAction()).doesNotContain("aerostat.client.url");
    }

    @Test
    void twoBeansOfAContractAreNoMissingClient() {
        assertThat(analyses(new NoUniqueBeanDefinitionException(Offer.class, "one", "two"), new StandardEnvironment()))
                .isEmpty();
        assertThat(analyses(new NoSuchBeanDefinitionException(Offer.class), new StandardEnvironment()))
                .hasSize(1);
    }

    @Test
    void aMalformedUrlIsNamed() {
        FailureAnalysis analysis = analysis(Contexts.plain()
                .withPropertyValues("aerostat.client.url=http//localhost", "aerostat.client.realm=realm1"));

        assertThat(analysis.getDescription()).startsWith("aerostat.client.url: ");
        assertThat(analysis.getAction()).isEqualTo("Correct aerostat.client.url.");
    }

    @Test
    void aRouterThatDoesNotListenIsNamed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String url = "ws://127.0.0.1:" + free + "/";

        FailureAnalysis analysis = analysis(
                Contexts.plain().withPropertyValues("aerostat.client.url=" + url, "aerostat.client.realm=realm1"));

        assertThat(analysis.getDescription())
                .startsWith("The session with realm realm1 at " + url + " was not joined: ");
        assertThat(analysis.getAction()).contains("start the router", "aerostat.client.reconnect.wait-for-router");
    }

    @Test
    void anAbsentRealmIsNamed() {
        FailureAnalysis analysis = analysis(Contexts.plain()
                .withPropertyValues("aerostat.client.url=" + router.url(), "aerostat.client.realm=absent"));

        assertThat(analysis.getDescription()).contains("wamp.error.no_such_realm");
        assertThat(analysis.getAction()).contains("aerostat.client.realm");
    }

    @Test
    void aSecretNeedsAnAuthid() {
        FailureAnalysis analysis = analysis(Contexts.plain()
                .withPropertyValues(
                        "aerostat.client.url=" + router.url(),
                        "aerostat.client.realm=realm1",
                        "aerostat.client.authentication.wampcra=secret"));

        assertThat(analysis.getDescription())
                .startsWith("aerostat.client.authentication.authid is missing")
                .doesNotContain("secret");
    }

    @Test
    void aRoleThatMayNotRegisterIsNamed() {
        FailureAnalysis analysis = analysis(Contexts.at(router, "visitor").withBean("greeter", Greeter.class));

        assertThat(analysis.getDescription())
                .contains(
                        "register com.example.greet",
                        "method greet(String) of bean greeter",
                        "wamp.error.not_authorized",
                        "visitor");
        assertThat(analysis.getAction()).startsWith("Allow the role visitor to register com.example.greet");
    }

    @Test
    void allRefusalsAreNamed() {
        FailureAnalysis analysis = analysis(Contexts.at(router, "visitor")
                .withBean("greeter", Greeter.class)
                .withBean("curious", Curious.class));

        assertThat(analysis.getDescription()).contains("bean greeter", "bean curious", "subscribe com.secret.topic");
    }

    @Test
    void aProcedureOfAnotherSessionIsNamed() {
        Session other = router.join();
        other.register("com.example.greet", call -> "Hey").await(Duration.ofSeconds(60));

        FailureAnalysis analysis = analysis(Contexts.at(router).withBean(Greeter.class));

        assertThat(analysis.getDescription()).contains("wamp.error.procedure_already_exists");
        assertThat(analysis.getAction()).startsWith("End the other session");
    }

    @Test
    void twoBeansForOneProcedureAreNamed() {
        FailureAnalysis analysis =
                analysis(Contexts.at(router).withBean("greeter", Greeter.class).withBean("rival", Rival.class));

        assertThat(analysis.getDescription())
                .startsWith("Two methods of this application answer the procedure com.example.greet: ")
                .contains("bean greeter", "bean rival");
    }

    @Test
    void aBadUriIsNamed() {
        FailureAnalysis analysis = analysis(Contexts.at(router).withBean("misspelt", Misspelt.class));

        assertThat(analysis.getDescription())
                .contains("bean misspelt", "found the URI \"com..greet\" (expected a URI for match exact)");
    }

    @Test
    void theEmbeddedRouterNeedsItsLibrary() {
        FailureAnalysis analysis = analysis(Contexts.plain()
                .withClassLoader(new FilteredClassLoader("io.aerostat.router"))
                .withPropertyValues("aerostat.router.enabled=true"));

        assertThat(analysis.getAction()).contains("io.aerostat:router-core");
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FailureAnalysis analysis = analysis(Contexts.plain()
                    .withPropertyValues(
                            "aerostat.router.enabled=true", "aerostat.router.port=" + socket.getLocalPort()));

            assertThat(analysis.getDescription()).contains("cannot listen on tcp 127.0.0.1:" + socket.getLocalPort());
            assertThat(analysis.getAction()).contains("aerostat.router.port");
        }
    }
}
