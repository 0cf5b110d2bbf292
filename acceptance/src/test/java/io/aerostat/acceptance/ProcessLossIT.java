package io.aerostat.acceptance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.GOODBYE;
import static io.aerostat.testkit.MessageType.RESULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what happens when processes of the example are killed or asked to end. */
@Tag("timed")
class ProcessLossIT {

    /**
     * The time within which a killed container must be back. If the start of all parts has just taken longer, because
     * the machine is busy, that time is the limit.
     */
    private static final Duration BACK = Duration.ofSeconds(5);

    private final BalloonExample example = BalloonExample.prepare();

    @Test
    void aKilledContainerIsBackWithinFiveSecondsAndNoClientHangs() {
        Instant begin = Instant.now();
        try (RouterProcess router = example.start()) {
            BalloonFlies.awaitPop(example);
            Duration start = Duration.between(begin, Instant.now());
            Duration limit = start.compareTo(BACK) > 0 ? start : BACK;
            ProcessHandle container = onlyChild(router);
            long warnings = warnings(router);
            try (RawPeer ingemar = example.peer()) {
                ingemar.authenticate(BalloonExample.HELLO, "ingemar", "123456");

                container.destroyForcibly();
                Instant killed = Instant.now();

                int request = 1;
                Message answer = pop(ingemar, request);
                while (answer.type() != RESULT) {
                    assertThat(answer.type()).isEqualTo(ERROR);
                    assertThat(Duration.between(killed, Instant.now())).isLessThan(limit);
                    answer = pop(ingemar, ++request);
                }
                assertThat(Duration.between(killed, Instant.now())).isLessThan(limit);
                assertThat(answer.list(3).get(0)).isEqualTo(74L);
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
            // The peers connect only when the balloon flies, because the router disconnects a client that does not send
            // HELLO in time.
            try (RawPeer ingemar = example.peer();
                    RawPeer karina = example.peer()) {
                ingemar.authenticate(BalloonExample.HELLO, "ingemar", "123456");
                karina.authenticate(BalloonExample.HELLO, "karina", "secret2");

                if (signal.equals("SIGINT")) {
                    router.interrupt();
                } else {
                    router.terminate();
                }

                for (RawPeer peer : List.of(ingemar, karina)) {
                    Message goodbye = peer.receive();
                    assertThat(goodbye.type()).isEqualTo(GOODBYE);
                    assertThat(goodbye.text(2)).isEqualTo("wamp.close.system_shutdown");
                }
                assertThat(router.awaitExit(Duration.ofSeconds(60))).isZero();
                assertThat(Processes.lives(container)).isFalse();
            }
        }
    }

    private static Message pop(RawPeer peer, int request) {
        peer.send(CALL, request, Map.of(), "com.balloon.pop", List.of(56, 18));
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
