package io.aerostat.spring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.spring.failure.WampStartFailed;
import io.aerostat.test.TestRouter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Tests the start of a session whose first attempt ends before the application waits for it. */
class RunningSessionTest {
    private final TestRouter router = TestRouter.builder().listening().start();

    @AfterEach
    void close() {
        router.close();
    }

    private static ClientProperties properties(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("aerostat.client", ClientProperties.class);
    }

    @Test
    void anEarlyRefusalFailsTheStartAlsoWithoutWaitingForTheRouter() {
        ClientProperties properties = properties(Map.of("aerostat.client.reconnect.wait-for-router", "true"));
        ClientFactory clients = new ClientFactory(
                () -> Client.builder().url(router.url()).realm("absent"), properties, List.of(), List.of());

        try (RunningSession session = RunningSession.begin(clients, List.of())) {
            await().until(() -> session.status().firstAttempt().isDone());

            assertThatThrownBy(session::await)
                    .isInstanceOf(WampStartFailed.class)
                    .hasMessageContaining("no_such_realm");
        }
    }

    @Test
    void thePropertiesShowNoValuesOfHeaders() {
        ClientProperties properties = properties(Map.of("aerostat.client.headers.authorization", "secret"));

        assertThat(properties).asString().contains("headers=[authorization]").doesNotContain("secret");
    }
}
