package io.aerostat.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Tests the threads of procedures. */
class ThreadsTest {
    static class Greeter {
        @WampProcedure("com.example.thread")
        Map<String, Object> thread() throws ReflectiveOperationException {
            boolean isVirtual = Runtime.version().feature() >= 21
                    && (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
            return Map.of("virtual", isVirtual, "name", Thread.currentThread().getName());
        }
    }

    private static Map<?, ?> thread(String... properties) {
        Map<?, ?>[] found = new Map<?, ?>[1];
        try (TestRouter router = TestRouter.builder().listening().start()) {
            ApplicationContextRunner context = Contexts.plain()
                    .withBean(Greeter.class)
                    .withPropertyValues("aerostat.client.url=" + router.url(), "aerostat.client.realm=realm1")
                    .withPropertyValues(properties);
            context.run(application -> {
                try (Client client =
                        Client.builder().url(router.url()).realm(router.realm()).build()) {
                    Session session = client.join().await(Duration.ofSeconds(60));
                    found[0] = session.call("com.example.thread").as(Map.class).await(Duration.ofSeconds(60));
                }
            });
        }
        return found[0];
    }

    @Test
    void proceduresRunOnThreadsOfTheClient() {
        assertThat(thread().get("virtual")).isEqualTo(false);
        assertThat(String.valueOf(thread().get("name"))).startsWith("wamp-");
    }

    /** Java 17 has no virtual threads, so the property has no effect there. */
    @Test
    void proceduresRunOnVirtualThreadsIfTheApplicationWantsThem() {
        assertThat(thread("spring.threads.virtual.enabled=true").get("virtual"))
                .isEqualTo(Runtime.version().feature() >= 21);
    }
}
