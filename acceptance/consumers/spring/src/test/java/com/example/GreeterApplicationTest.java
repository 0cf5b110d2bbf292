package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aerostat.client.session.Session;
import io.aerostat.spring.test.WampTest;
import io.aerostat.test.TestRouter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
@WampTest
class GreeterApplicationTest {
    @Autowired
    private TestRouter router;

    @Test
    void greets() {
        Session visitor = router.join();

        assertEquals(
                "Hello, Ann",
                visitor.call("com.example.greet", new Greeter.Person("Ann"))
                        .as(String.class)
                        .await(Duration.ofSeconds(60)));
    }

    @Test
    void theApplicationNeedsNoActuatorAndNoValidation() {
        for (String absent : new String[] {
            "org.springframework.boot.health.contributor.HealthIndicator",
            "jakarta.validation.Validator",
            "io.opentelemetry.api.trace.Span"
        }) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(absent), absent);
        }
    }

    @Test
    void thePropertiesAreDescribedForEditors() throws IOException {
        String described = "";
        for (URL file : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream metadata = file.openStream()) {
                described += new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        for (String part : new String[] {
            "\"aerostat.client.url\"", "URL of the router", "\"aerostat.router.port\"", "\"aerostat.client.enabled\""
        }) {
            assertTrue(described.contains(part), part);
        }
    }
}
