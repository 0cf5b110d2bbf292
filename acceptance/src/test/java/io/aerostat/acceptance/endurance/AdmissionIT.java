package io.aerostat.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.ConnectionRefused;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * P7: tests a client that connects while too many clients are joining or connected. The router must refuse it before
 * the upgrade or in the handshake, and must keep serving established sessions.
 */
@Timeout(180)
@Conformance("P7")
class AdmissionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final int AT_THE_DOOR = 5;

    /**
     * The number of connections in the crowd. If the router admits one new session in a second, it cannot admit all of
     * them while the test opens them.
     */
    private static final int CROWD = 30;

    @ParameterizedTest
    @EnumSource
    void nobodyIsLetInWhileTooManyAreJoining(Framing framing) throws Exception {
        try (RouterAtWork router = RouterAtWork.startAdmitting("\"pending_handshakes\": 2");
                CallsInFlight calls = new CallsInFlight(Framing.RAW_SOCKET.join(router.port()), "com.app.echo");
                RawPeer undecided = framing.connect(router.port(framing));
                RawPeer other = framing.connect(router.port(framing))) {
            await().atMost(SOON).until(() -> router.tables().get("main.pending_handshakes") == 2);
            // The test must open all of these connections before the router ends the first two, which send no HELLO
            // (P10).
            for (int i = 0; i < AT_THE_DOOR; i++) {
                assertRefused(router, framing);
            }
            assertThat(router.numbers().get("main.refused_connections").asInt()).isEqualTo(AT_THE_DOOR);
            calls.awaitMore(100);

            other.close();
            undecided.close();
            awaitAdmission("a free place", router, framing);
            calls.awaitMore(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsLetInWhenTheBucketIsEmpty(Framing framing) throws Exception {
        String oneASecond = "\"new_sessions_per_second\": 1, \"new_sessions_burst\": 5";
        try (RouterAtWork router = RouterAtWork.startAdmitting(oneASecond);
                CallsInFlight calls = new CallsInFlight(Framing.RAW_SOCKET.join(router.port()), "com.app.echo")) {
            List<RawPeer> guests = new ArrayList<>();
            int refused = 0;
            try {
                for (int i = 0; i < CROWD; i++) {
                    try {
                        guests.add(framing.join(router.port(framing)));
                    } catch (ConnectionRefused e) {
                        assertThat(e).hasMessageMatching(refusal(framing));
                        refused++;
                    }
                    calls.awaitMore(1);
                }
                assertThat(guests).hasSizeGreaterThanOrEqualTo(4);
                assertThat(refused).isPositive();
                assertThat(router.numbers().get("main.refused_connections").asInt())
                        .isEqualTo(refused);
                awaitAdmission("the next token", router, framing);
                calls.awaitMore(100);
            } finally {
                for (RawPeer guest : guests) {
                    guest.close();
                }
            }
        }
    }

    private static void awaitAdmission(String what, RouterAtWork router, Framing framing) {
        await(what).atMost(SOON).ignoreException(ConnectionRefused.class).until(() -> {
            framing.join(router.port(framing)).close();
            return true;
        });
    }

    private static void assertRefused(RouterAtWork router, Framing framing) throws IOException {
        assertThatThrownBy(() -> framing.connect(router.port(framing)).close())
                .isInstanceOf(ConnectionRefused.class)
                .hasMessageMatching(refusal(framing));
    }

    private static String refusal(Framing framing) {
        return switch (framing) {
            case RAW_SOCKET -> "error code 4";
            case WEB_SOCKET -> "(?is)HTTP/1\\.1 503 .*\r\nretry-after: [1-9][0-9]*\r\n.*";
        };
    }
}
