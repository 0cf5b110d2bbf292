package io.aerostat.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.spring.WampOperations;
import io.aerostat.spring.WampProcedure;
import io.aerostat.test.TestRouter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tests the annotation {@code @WampTest}, which gives a test of an application a router of its own. */
@SpringBootTest(properties = {"aerostat.client.url=wss://router.example/ws", "aerostat.client.realm=production"})
@WampTest(role = "backend", roles = "backend", listens = true)
class WampTestTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        static final class Greeter {
            @WampProcedure("com.example.greet")
            String greet(String name) {
                return "Hello, " + name;
            }
        }

        @Bean
        Greeter greeter() {
            return new Greeter();
        }
    }

    @Autowired
    private TestRouter router;

    @Autowired
    private WampOperations wamp;

    @Test
    void sessionsOfTheTestReachTheApplication() {
        Session visitor = router.join();

        assertThat(visitor.call("com.example.greet", "Ann").as(String.class).await(DEADLINE))
                .isEqualTo("Hello, Ann");
    }

    @Test
    void theApplicationHasTheRoleOfTheAnnotation() {
        assertThat(wamp.session().details().authrole()).isEqualTo("backend");
        assertThat(wamp.session().details().realm()).isEqualTo(TestRouter.REALM);
    }

    @Test
    void programsConnectByTheUrl() {
        try (Client client =
                Client.builder().url(router.url()).realm(router.realm()).build()) {
            Session session = client.join().await(DEADLINE);

            assertThat(session.call("com.example.greet", "Joe").as(String.class).await(DEADLINE))
                    .isEqualTo("Hello, Joe");
        }
    }
}
