package io.aerostat.acceptance;

import static io.aerostat.testkit.MessageType.ABORT;
import static io.aerostat.testkit.MessageType.WELCOME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tests components that cannot be created, fail, or answer nonsense. The log must contain the cause, and the router
 * must keep serving its clients.
 */
@Tag("timed")
class TroubledComponentsIT {

    private static final Duration IN_TIME = Duration.ofSeconds(6);
    private static final String PACKAGE = "io.aerostat.acceptance.component.";

    static Stream<Arguments> balloons() {
        return Stream.of(
                Arguments.of("ThrowsAtBirth", testClasses(), "no helium"),
                Arguments.of("ThrowsAtJoin", testClasses(), "no helium"),
                Arguments.of("NoSuchClass", testClasses(), "NoSuchClass"),
                Arguments.of("ThrowsAtBirth", "/nowhere/balloon*.jar", "/nowhere/balloon*.jar"));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("balloons")
    void aBrokenBalloonIsReportedAndTriedAgain(String name, String classPath, String cause) throws Exception {
        BalloonExample example = BalloonExample.prepare(config -> {
            ObjectNode container = (ObjectNode) config.at("/workers/1");
            ((ObjectNode) container.get("options")).putArray("classpath").add(classPath);
            ((ObjectNode) container.at("/components/0")).put("classname", PACKAGE + name);
        });
        try (RouterProcess router = example.start()) {
            await("it is tried again")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> complaints(router, name).size() >= 2);

            String log = router.output().text();
            assertThat(log).contains(cause).contains("balloon_service").contains(PACKAGE + name);
            assertThat(complaints(router, name).get(0)).contains("worker=").contains("balloon");
            assertServes(example);
        }
    }

    private static List<String> complaints(RouterProcess router, String name) {
        return router.output().lines().stream()
                .filter(line -> (line.contains("WARN") || line.contains("ERROR")) && line.contains(PACKAGE + name))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throws", "hangs", "nonsense", "absent"})
    void aBadAuthenticatorRefusesInTime(String mood) throws Exception {
        BalloonExample example = BalloonExample.prepare(config -> {
            ObjectNode worker = (ObjectNode) config.at("/workers/0");
            ((ObjectNode) worker.get("options")).putArray("classpath").add(testClasses());
            ObjectNode component = (ObjectNode) worker.at("/components/0");
            component.put("classname", PACKAGE + "BadAuthenticator");
            component.putObject("extra").put("mood", mood);
            ((ObjectNode) worker.at("/transports/0/paths/ws/auth/wampcra")).put("authenticator-timeout", 4_500);
        });
        try (RouterProcess router = example.start()) {
            Instant begin = Instant.now();
            assertServes(example);
            // For a busy machine, the limit is extended by three times the duration of the previous check.
            Duration limit = IN_TIME.plus(Duration.between(begin, Instant.now()).multipliedBy(3));
            try (RawPeer ingemar = example.peer()) {
                Instant asked = Instant.now();
                Message answer = ingemar.authenticate(BalloonExample.HELLO, "ingemar", "123456");

                assertThat(answer.type()).isEqualTo(ABORT);
                assertThat(answer.text(2)).isEqualTo("wamp.error.authentication_failed");
                assertThat(answer.toString()).doesNotContain("1234", "IllegalState");
                assertThat(Duration.between(asked, Instant.now())).isLessThan(limit);
            }
            await("a line in the log")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> router.output().lines().stream()
                            .anyMatch(line -> line.contains("WARN") && line.contains("com.balloon.authenticate")));
            assertServes(example);
        }
    }

    /** Returns the folder with the classes of this module, which include the components. */
    private static String testClasses() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    private static void assertServes(BalloonExample example) throws Exception {
        HttpURLConnection page = (HttpURLConnection) example.page().toURL().openConnection();
        assertThat(page.getResponseCode()).isEqualTo(200);
        try (RawPeer anonymous = example.peer()) {
            anonymous.send(Hello.empty("realm1").role("subscriber").message());
            assertThat(anonymous.receive().type()).isEqualTo(WELCOME);
        }
    }
}
