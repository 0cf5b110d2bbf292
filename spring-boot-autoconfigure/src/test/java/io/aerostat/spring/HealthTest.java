package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.spring.health.WampHealthIndicator;
import io.aerostat.test.TestRouter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;

/** Tests the health of the session. */
class HealthTest {
    @Test
    void theApplicationIsUpWhileItsSessionIsJoined() {
        try (TestRouter router = TestRouter.start()) {
            Contexts.at(router).run(application -> {
                Health health = application.getBean(WampHealthIndicator.class).health(true);

                assertThat(health.getStatus()).isEqualTo(Status.UP);
                assertThat(health.getDetails())
                        .containsEntry("realm", "realm1")
                        .containsEntry("authrole", "anonymous")
                        .containsEntry("droppedEvents", 0L);
            });
        }
    }

    @Test
    void theApplicationIsDownWhenTheRouterEnds() {
        TestRouter router = TestRouter.start();
        Contexts.at(router).run(application -> {
            WampHealthIndicator indicator = application.getBean(WampHealthIndicator.class);
            router.router().close(java.time.Duration.ofSeconds(1)).join();

            await().untilAsserted(
                            () -> assertThat(indicator.health(true).getStatus()).isEqualTo(Status.DOWN));
            assertThat(indicator.health(true).getDetails()).containsKey("problem");
        });
        router.close();
    }

    @Test
    void anApplicationThatMayWaitStartsWithoutTheRouterAndIsDown() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Contexts.plain()
                .withPropertyValues(
                        "aerostat.client.url=ws://127.0.0.1:" + free + "/",
                        "aerostat.client.realm=realm1",
                        "aerostat.client.reconnect.wait-for-router=true")
                .run(application -> {
                    assertThat(application).hasNotFailed();
                    Health health =
                            application.getBean(WampHealthIndicator.class).health(true);
                    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
                    assertThat(String.valueOf(health.getDetails().get("problem")))
                            .contains("127.0.0.1:" + free);
                });
    }

    @Test
    void healthCanBeSwitchedOffAndLeftOut() {
        try (TestRouter router = TestRouter.start()) {
            Contexts.at(router)
                    .withPropertyValues("management.health.wamp.enabled=false")
                    .run(application -> assertThat(application).doesNotHaveBean(WampHealthIndicator.class));
            Contexts.at(router)
                    .withClassLoader(new FilteredClassLoader("org.springframework.boot.health.contributor"))
                    .run(application -> assertThat(application).hasNotFailed().hasSingleBean(WampOperations.class));
        }
    }
}
