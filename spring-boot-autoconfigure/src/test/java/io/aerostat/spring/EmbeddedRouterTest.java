package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.spring.client.SessionLifecycle;
import io.aerostat.spring.router.RouterLifecycle;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests a router inside the application. */
class EmbeddedRouterTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    static class Greeter {
        @WampProcedure("com.example.greet")
        String greet(String name) {
            return "Hello, " + name;
        }
    }

    private final ApplicationContextRunner context = Contexts.plain()
            .withBean(Greeter.class)
            .withPropertyValues(
                    "aerostat.router.enabled=true",
                    "aerostat.router.realm=shop",
                    "aerostat.router.port=0",
                    "aerostat.router.roles.anonymous.permissions[0].uri=com.example.",
                    "aerostat.router.roles.anonymous.permissions[0].match=prefix",
                    "aerostat.router.roles.anonymous.permissions[0].allow=call");

    private static String call(RouterLifecycle router) {
        try (Client client = Client.builder()
                .url("ws://127.0.0.1:" + router.port() + "/")
                .realm("shop")
                .build()) {
            Session session = client.join().await(DEADLINE);
            return session.call("com.example.greet", "Ann").as(String.class).await(DEADLINE);
        }
    }

    @Test
    void clientsReachTheProceduresOfTheApplication() {
        context.run(application ->
                assertThat(call(application.getBean(RouterLifecycle.class))).isEqualTo("Hello, Ann"));
    }

    @Test
    void theRouterRestartsWithTheContext() {
        context.run(application -> {
            RouterLifecycle router = application.getBean(RouterLifecycle.class);
            application.stop();
            assertThatThrownBy(router::router).isInstanceOf(IllegalStateException.class);
            application.start();

            assertThat(call(router)).isEqualTo("Hello, Ann");
        });
    }

    @Test
    void aRoleHasItsPermissionsOnly() {
        context.run(application -> {
            int port = application.getBean(RouterLifecycle.class).port();
            try (Client client = Client.builder()
                    .url("ws://127.0.0.1:" + port + "/")
                    .realm("shop")
                    .build()) {
                Session session = client.join().await(DEADLINE);

                assertThatThrownBy(() -> session.call("com.other").await(DEADLINE))
                        .hasMessageContaining("wamp.error.not_authorized");
            }
        });
    }

    @Test
    void aCustomizerChangesTheRouter() {
        context.withBean(WampRouterCustomizer.class, () -> router -> router.realm("second", realm -> {}))
                .run(application -> assertThat(application
                                .getBean(RouterLifecycle.class)
                                .router()
                                .realms())
                        .containsExactlyInAnyOrder("shop", "second"));
    }

    @Test
    void withoutConfigurationNothingStarts() {
        Contexts.plain()
                .run(application -> assertThat(application)
                        .hasNotFailed()
                        .doesNotHaveBean(RouterLifecycle.class)
                        .doesNotHaveBean(SessionLifecycle.class)
                        .doesNotHaveBean(WampOperations.class));
    }

    @Test
    void theClientCanBeLeftOut() {
        context.withPropertyValues("aerostat.client.enabled=false")
                .run(application -> assertThat(application)
                        .hasSingleBean(RouterLifecycle.class)
                        .doesNotHaveBean(SessionLifecycle.class));
    }
}
