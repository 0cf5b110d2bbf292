package io.aerostat.spring.guide.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.spring.router.RouterLifecycle;
import io.aerostat.test.ReceivedEvents;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Runs the new code of docs/migrating-java.md for applications with wamp2spring. */
@SpringBootTest(
        properties = {
            "aerostat.router.enabled=true",
            "aerostat.router.port=0",
            "aerostat.router.roles.anonymous.allow-all=true"
        })
class QuotesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Autowired
    private RouterLifecycle router;

    @Test
    void theServiceHearsOfAPriceAndTellsIt() {
        try (Client client = Client.builder()
                .url("ws://localhost:" + router.port() + "/wamp")
                .realm("realm1")
                .build()) {
            Session session = client.join().await(DEADLINE);
            ReceivedEvents log = ReceivedEvents.of(session, "com.example.log");

            session.publish("com.example.quote.changed", new Quote("AER", 250));

            assertThat(log.next().arg(0, String.class)).isEqualTo("new price of AER");
            assertThat(session.call("com.example.quote.get", "AER")
                            .as(Quote.class)
                            .await(DEADLINE))
                    .isEqualTo(new Quote("AER", 250));
        }
    }
}
