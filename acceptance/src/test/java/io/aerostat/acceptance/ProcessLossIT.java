package io.aerostat.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Processes of the example that are killed or asked to end. */
@Tag("timed")
class ProcessLossIT {

    private static final int GOODBYE = 6;
    private static final int ERROR = 8;
    private static final int RESULT = 50;

    /** How soon a container is back. A machine that is too busy for that has as long as it has just needed to start everything. */
    private static final Duration BACK = Duration.ofSeconds(5);

    private final BalloonExample example = BalloonExample.prepare();

    @Test
    void aKilledContainerIsBackWithinFiveSecondsAndNobodyHangs() {
        Instant begin = Instant.now();
        try (RouterProcess router = example.start()) {
            BalloonFlies.awaitPop(example);
            Duration start = Duration.between(begin, Instant.now());
            Duration limit = start.compareTo(BACK) > 0 ? start : BACK;
            ProcessHandle container = onlyChild(router);
            long warnings = warnings(router);
            try (RawPeer ingemar = RawPeer.connect(example.webSocket())) {
                ingemar.join("ingemar", "123456");

                container.destroyForcibly();
                Instant killed = Instant.now();

                int request = 1;
                JsonNode answer = pop(ingemar, request);
                while (answer.get(0).asInt() != RESULT) {
                    assertThat(answer.get(0).asInt()).isEqualTo(ERROR);
                    assertThat(Duration.between(killed, Instant.now())).isLessThan(limit);
                    answer = pop(ingemar, ++request);
                }
                assertThat(Duration.between(killed, Instant.now())).isLessThan(limit);
                assertThat(answer.get(3).get(0).asInt()).isEqualTo(74);
            }
            assertThat(onlyChild(router).pid()).isNotEqualTo(container.pid());
            assertThat(warnings(router) - warnings).as(router.output().text()).isEqualTo(1);
        }
    }

    @Test
    void aKilledRouterLeavesNoContainerBehind() {
        RouterProcess router = example.start();
        try {
            BalloonFlies.awaitPop(example);
            ProcessHandle container = onlyChild(router);

            router.kill();

            await("the container ends").atMost(Duration.ofSeconds(30)).until(() -> !Processes.lives(container));
        } finally {
            router.kill();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIGTERM", "SIGINT"})
    void aRouterThatIsAskedToEndSaysGoodbye(String signal) {
        try (RouterProcess router = example.start()) {
            BalloonFlies.awaitPop(example);
            ProcessHandle container = onlyChild(router);
            // Not before the balloon flies: whoever has not said HELLO for a while is sent away.
            try (RawPeer ingemar = RawPeer.connect(example.webSocket());
                    RawPeer karina = RawPeer.connect(example.webSocket())) {
                ingemar.join("ingemar", "123456");
                karina.join("karina", "secret2");

                if (signal.equals("SIGINT")) {
                    router.interrupt();
                } else {
                    router.terminate();
                }

                for (RawPeer peer : List.of(ingemar, karina)) {
                    JsonNode goodbye = peer.receive();
                    assertThat(goodbye.get(0).asInt()).isEqualTo(GOODBYE);
                    assertThat(goodbye.get(2).stringValue()).isEqualTo("wamp.close.system_shutdown");
                }
                assertThat(router.awaitExit(Duration.ofSeconds(60))).isZero();
                assertThat(Processes.lives(container)).isFalse();
            }
        }
    }

    private static JsonNode pop(RawPeer peer, int request) {
        peer.send(48, request, Map.of(), "com.balloon.pop", List.of(56, 18));
        return peer.receive();
    }

    private static ProcessHandle onlyChild(RouterProcess router) {
        List<ProcessHandle> children = router.children();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    private static long warnings(RouterProcess router) {
        return router.output().lines().stream()
                .filter(line -> line.contains("WARN"))
                .count();
    }
}
