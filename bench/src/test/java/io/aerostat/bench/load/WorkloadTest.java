package io.aerostat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.bench.router.EmbeddedRouter;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every workload, for a moment, against a router on two loops: nothing is lost, doubled, reordered or changed (P22). Time is not judged. */
class WorkloadTest {
    private EmbeddedRouter router;

    @BeforeEach
    void start() {
        router = EmbeddedRouter.start(0, 2, 100_000);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ws, JSON, JSON, 16", "ws, MSGPACK, MSGPACK, 1024", "ws, CBOR, CBOR, 70000", "tcp, JSON, JSON, 70000",
        "tcp, MSGPACK, MSGPACK, 16", "tcp, CBOR, CBOR, 1024", "ws, JSON, MSGPACK, 128", "tcp, CBOR, JSON, 128"
    })
    void callsAreAnsweredInOrder(String scheme, Encoding caller, Encoding callee, int payload) throws IOException {
        Row row = Workload.RPC.run(settings(scheme, caller, callee, 8, 3, 16, payload));

        assertThat(row.failure()).isNull();
        assertThat(row.operations()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "ws, JSON, JSON",
        "ws, MSGPACK, MSGPACK",
        "ws, CBOR, CBOR",
        "ws, JSON, CBOR",
        "tcp, JSON, JSON",
        "tcp, MSGPACK, JSON"
    })
    void eventsReachEverySubscriberInOrder(String scheme, Encoding publisher, Encoding subscriber) throws IOException {
        Row row = Workload.FANOUT.run(settings(scheme, publisher, subscriber, 1, 20, 8, 128));

        assertThat(row.failure()).isNull();
        assertThat(row.operations()).isPositive();
    }

    @Test
    void patternsThatDoNotMatchChangeNothing() throws IOException {
        Row row = Workload.PATTERNS.run(settings("ws", Encoding.JSON, Encoding.JSON, 1, 1, 8, 128));

        assertThat(row.failure()).isNull();
        assertThat(row.operations()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"ws, ANONYMOUS", "ws, WAMPCRA", "tcp, ANONYMOUS", "tcp, WAMPCRA"})
    void sessionsComeAndGo(String scheme, Settings.Authentication authentication) throws IOException {
        Settings settings = new Settings(
                Endpoint.of(scheme + "://127.0.0.1:" + router.port() + "/"),
                Encoding.JSON,
                Encoding.JSON,
                "realm1",
                authentication,
                8,
                1,
                1,
                16,
                Duration.ZERO,
                Duration.ofMillis(300),
                OptionalLong.empty());

        Row row = Workload.JOIN.run(settings);

        assertThat(row.failure()).isNull();
        assertThat(row.operations()).isPositive();
    }

    @Test
    void aRefusalFailsTheRow() throws IOException {
        Settings elsewhere = new Settings(
                Endpoint.of("ws://127.0.0.1:" + router.port() + "/"),
                Encoding.JSON,
                Encoding.JSON,
                "bench.no-such-realm",
                Settings.Authentication.ANONYMOUS,
                1,
                1,
                1,
                16,
                Duration.ZERO,
                Duration.ofMillis(100),
                OptionalLong.empty());

        Row row = Workload.RPC.run(elsewhere);

        assertThat(row.failure()).contains("wamp.error.no_such_realm");
        assertThat(row.json()).contains("\"failed\":");
    }

    private Settings settings(
            String scheme, Encoding encoding, Encoding peer, int callers, int callees, int inFlight, int payload) {
        return new Settings(
                Endpoint.of(scheme + "://127.0.0.1:" + router.port() + "/"),
                encoding,
                peer,
                "realm1",
                Settings.Authentication.ANONYMOUS,
                callers,
                callees,
                inFlight,
                payload,
                Duration.ZERO,
                Duration.ofMillis(300),
                OptionalLong.empty());
    }
}
