package io.aerostat.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.bench.Bench;
import io.aerostat.bench.router.EmbeddedRouter;
import io.aerostat.bench.wire.Encoding;
import io.aerostat.bench.wire.Endpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs every workload for a short time against a router on two loops. No message may be lost, duplicated, reordered or
 * changed (P22). Times are not checked.
 */
class WorkloadTest {
    private static final Duration MOMENT = Duration.ofMillis(300);

    private EmbeddedRouter router;

    @BeforeEach
    void start() {
        router = EmbeddedRouter.start(0, 2, 100_000, null);
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
        assertThatItWorks(
                Workload.RPC,
                options(Workload.RPC, scheme)
                        .encodings(caller, callee)
                        .callers(8)
                        .callees(3)
                        .inFlight(16)
                        .payload(payload));
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void callsWithAnOrderAreAnswered(Encoding encoding) throws IOException {
        assertThatItWorks(
                Workload.RPC,
                options(Workload.RPC, "ws").encodings(encoding, encoding).order(true));
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
        assertThatItWorks(
                Workload.FANOUT,
                options(Workload.FANOUT, scheme)
                        .encodings(publisher, subscriber)
                        .callees(20));
    }

    @ParameterizedTest
    @EnumSource(names = {"RPC_OPEN", "MESH", "PATTERNS", "MIXED", "CHURN"})
    void everyLoadIsCarried(Workload workload) throws IOException {
        assertThatItWorks(workload, options(workload, "ws").rate(2_000));
    }

    @ParameterizedTest
    @CsvSource({"ws, ANONYMOUS", "ws, WAMPCRA", "ws, CRYPTOSIGN", "tcp, ANONYMOUS", "tcp, WAMPCRA", "tcp, CRYPTOSIGN"})
    void sessionsComeAndGo(String scheme, LoadOptions.Authentication authentication) throws IOException {
        assertThatItWorks(Workload.JOIN, options(Workload.JOIN, scheme).authentication(authentication));
    }

    @ParameterizedTest
    @EnumSource(
            value = Encoding.class,
            names = {"MSGPACK", "CBOR"})
    void signaturesAreMadeInEverySerialization(Encoding encoding) throws IOException {
        assertThatItWorks(
                Workload.JOIN,
                options(Workload.JOIN, "ws")
                        .encodings(encoding, encoding)
                        .authentication(LoadOptions.Authentication.CRYPTOSIGN));
    }

    @Test
    void sessionsThatAreCutComeBack() throws IOException {
        Row row = assertThatItWorks(
                Workload.STORM, options(Workload.STORM, "ws").callers(200).rate(200));

        assertThat(row.operations()).isEqualTo(200);
        assertThat(row.numbers()).containsKey("calmP99");
    }

    @Test
    void sessionsThatAreRefusedTryAgain() throws IOException {
        router.close();
        router = EmbeddedRouter.start(0, 1, 5, null);

        Row row = assertThatItWorks(
                Workload.STORM, options(Workload.STORM, "ws").callers(20).rate(200));

        assertThat(row.operations()).isEqualTo(20);
        assertThat(row.numbers().get("refusals")).isPositive();
    }

    @Test
    void aStalledSubscriberIsEndedAndHarmsNoOther() throws IOException {
        Row row = assertThatItWorks(
                Workload.SLOW,
                options(Workload.SLOW, "ws")
                        .rate(1_000)
                        .payload(64 * 1024)
                        .durations(Duration.ZERO, Duration.ofSeconds(1)));

        assertThat(row.numbers().get("stalledEvents")).isLessThan(row.numbers().get("publishedEvents"));
        assertThat(row.numbers()).containsEntry("stalledWasEnded", 1.0);
    }

    @Test
    void theMemoryOfSessionsIsThatOfTheProcessGiven() throws IOException {
        Row row = assertThatItWorks(
                Workload.IDLE,
                options(Workload.IDLE, "ws")
                        .callers(50)
                        .router(List.of(ProcessHandle.current().pid()), false));

        assertThat(row.operations()).isEqualTo(45);
        assertThat(row.numbers()).containsKey("residentBytesPerSession");
    }

    @Test
    void theProcessOfTheRouterIsMeasured() throws IOException {
        Row row = assertThatItWorks(
                Workload.RPC,
                options(Workload.RPC, "ws")
                        .router(List.of(ProcessHandle.current().pid()), false));

        assertThat(row.numbers().get("cpuMicrosPerOperation")).isPositive();
        assertThat(row.numbers().get("residentBytes")).isPositive();
        assertThat(row.json()).contains("\"cpuMicrosPerOperation\":");
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "COLD_JOIN", "COLD_RPC"})
    void aRouterIsMeasuredFromItsStart(Workload workload) throws IOException {
        Row row = assertThatItWorks(
                workload, options(workload, "ws").callers(1).command(commandOfARouterInPlaceOfThis()));

        assertThat(row.numbers().get("cpuMicrosPerOperation")).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"ANONYMOUS", "WAMPCRA"})
    void clientsOfARouterThatIsKilledAndStartedAgainComeBack(LoadOptions.Authentication authentication)
            throws IOException {
        Row row = assertThatItWorks(
                Workload.RESTART,
                options(Workload.RESTART, "ws")
                        .authentication(authentication)
                        .callers(60)
                        .command(commandOfARouterInPlaceOfThis()));

        assertThat(row.operations()).isEqualTo(60);
        assertThat(row.latencies().getTotalCount()).isEqualTo(60);
        assertThat(row.numbers().get("attempts")).isGreaterThan(60);
    }

    @Test
    void aCommandThatDoesNotStartARouterFailsTheRow() throws IOException {
        LoadOptions options =
                options(Workload.COLD_JOIN, "ws").command(List.of("false")).build();
        router.close();

        Row row = Workload.COLD_JOIN.run(options).get(0);

        assertThat(row.failure()).contains("did not listen");
    }

    /** Ends the router of this test, and returns a command that starts another router on the same port. */
    private List<String> commandOfARouterInPlaceOfThis() {
        int port = router.port();
        router.close();
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                "router",
                "--port",
                Integer.toString(port));
    }

    @Test
    void theSameIsCarriedOverTls(@TempDir Path folder) throws Exception {
        SelfSigned files = SelfSigned.in(folder);
        router.close();
        router = EmbeddedRouter.start(0, 2, 100_000, new ServerTlsOptions(files.key(), files.certificate()));

        for (String scheme : List.of("wss", "tls")) {
            assertThatItWorks(
                    Workload.RPC,
                    options(Workload.RPC, scheme).callers(4).inFlight(8).payload(40_000));
            assertThatItWorks(Workload.FANOUT, options(Workload.FANOUT, scheme).callees(5));
            assertThatItWorks(Workload.JOIN, options(Workload.JOIN, scheme));
        }
    }

    @Test
    void aRefusalFailsTheRow() throws IOException {
        Row row = Workload.RPC
                .run(options(Workload.RPC, "ws").realm("bench.no-such-realm").build())
                .get(0);

        assertThat(row.failure()).contains("wamp.error.no_such_realm");
        assertThat(row.json()).contains("\"failed\":");
    }

    private Row assertThatItWorks(Workload workload, LoadOptions.Builder options) throws IOException {
        List<Row> rows = workload.run(options.build());
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.failure()).isNull();
            assertThat(row.operations()).isPositive();
        });
        return rows.get(0);
    }

    private LoadOptions.Builder options(Workload workload, String scheme) {
        String url = String.format(Locale.ROOT, "%s://127.0.0.1:%d/", scheme, router.port());
        return workload.defaults(LoadOptions.at(Endpoint.of(url))).durations(Duration.ZERO, MOMENT);
    }
}
