package io.aerostat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.bench.router.FloorRouter;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that the floor router serves the workloads {@code rpc}, {@code fanout} and {@code join}. */
class FloorRouterTest {
    private FloorRouter router;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        router = FloorRouter.start(0, 0);
        thread = new Thread(this::serve, "floor");
        thread.start();
    }

    @AfterEach
    void stop() throws Exception {
        thread.interrupt();
        thread.join();
        router.close();
    }

    @ParameterizedTest
    @EnumSource
    void callsAndEventsAreCarriedOverWebSocket(Encoding encoding) throws IOException {
        assertThatItWorks("ws://127.0.0.1:" + router.port() + "/", encoding);
    }

    @ParameterizedTest
    @EnumSource
    void callsAndEventsAreCarriedOverRawSocket(Encoding encoding) throws IOException {
        assertThatItWorks("tcp://127.0.0.1:" + router.rawSocketPort(), encoding);
    }

    private static void assertThatItWorks(String url, Encoding encoding) throws IOException {
        for (Workload workload : new Workload[] {Workload.RPC, Workload.FANOUT, Workload.JOIN}) {
            LoadOptions options = workload.defaults(LoadOptions.at(Endpoint.of(url)))
                    .encodings(encoding, encoding)
                    .durations(Duration.ZERO, Duration.ofMillis(200))
                    .build();
            assertThat(workload.run(options)).singleElement().satisfies(row -> {
                assertThat(row.failure()).isNull();
                assertThat(row.operations()).isPositive();
            });
        }
    }

    private void serve() {
        try {
            router.serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
