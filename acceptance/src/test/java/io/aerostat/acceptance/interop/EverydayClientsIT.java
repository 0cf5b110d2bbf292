package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.client.Client;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Tests situations that clients of other projects meet in everyday life: 40 s of silence, canceled calls, and a cut
 * connection. All clients run at the same time, because they wait most of the time. A program written with each client
 * checks the results.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverydayClientsIT {
    /**
     * The duration of silence: for every client and the router, it is longer than the default interval between pings
     * plus the time to answer a ping.
     */
    private static final Duration SILENCE = Duration.ofSeconds(40);

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final Path SCRIPTS = Surroundings.root().resolve("acceptance/src/test/interop");

    /** The folder in which {@code scripts/test.sh} builds the compiled clients, if it finds their compilers. */
    private static final Path BUILT = Surroundings.root().resolve("acceptance/.clients");

    private final RouterProcess router = RouterProcess.start(SCRIPTS.resolve("config.json"));
    private final URI url = URI.create("ws://127.0.0.1:" + router.port() + "/ws");
    private final Counterpart counterpart = new Counterpart(url, "interop");
    private final Map<Integer, CutProxy> proxies = new LinkedHashMap<>();
    private final Client cutter =
            Client.builder().url(url.toString()).realm("interop").build();

    /** The program of one client, with the number of connections that its report must contain. */
    private record Everyday(int connections, Path directory, List<String> command) {
        Everyday(int connections, String directory, String... command) {
            this(connections, SCRIPTS.resolve(directory), List.of(command));
        }
    }

    @AfterAll
    void stop() {
        cutter.close();
        counterpart.close();
        proxies.values().forEach(CutProxy::close);
        router.close();
    }

    @Test
    void clientsOfOtherProjectsStayConnected() {
        List<Everyday> programs = programs();
        programs.forEach(program -> {
            CutProxy proxy = new CutProxy(router.port());
            proxies.put(proxy.port(), proxy);
        });
        cutter.join()
                .await(DEADLINE)
                .register("interop.everyday.cut", i -> {
                    proxies.get(i.arg(0, Integer.class)).cut();
                    return null;
                })
                .await(DEADLINE);
        ExecutorService together = Executors.newCachedThreadPool();
        List<CompletableFuture<Report>> running = new ArrayList<>();
        List<Integer> ports = List.copyOf(proxies.keySet());
        List<Report> reports;
        try {
            for (int i = 0; i < programs.size(); i++) {
                Everyday program = programs.get(i);
                int port = ports.get(i);
                running.add(CompletableFuture.supplyAsync(() -> run(program, port), together));
            }
            reports = running.stream().map(CompletableFuture::join).toList();
        } finally {
            together.shutdownNow();
        }
        assertThat(reports)
                .allSatisfy(report ->
                        assertThat(report.failures()).as(report.client()).isEmpty());
        for (int i = 0; i < programs.size(); i++) {
            assertThat(reports.get(i).serializers()).hasSize(programs.get(i).connections());
            assertThat(reports.get(i).lines()).hasSize(programs.get(i).connections() * 8);
        }
        List<Report> sorted = reports.stream().map(Report::sorted).toList();
        InteroperabilityPage.writeMatrix("everyday", "with the router of Aerostat", sorted);
    }

    private static List<Everyday> programs() {
        List<Everyday> programs = new ArrayList<>();
        programs.add(new Everyday(3, "node", Surroundings.node(), "everyday.js", "autobahn"));
        if (NodeWithWebSocket.isInstalled()) {
            programs.add(new Everyday(
                    3, "node", Surroundings.node(), NodeWithWebSocket.OPTION, "everyday.js", "autobahn26"));
        }
        if (Files.isExecutable(NodeWithWebSocket.FROM_NPM)) {
            programs.add(new Everyday(3, "node", NodeWithWebSocket.FROM_NPM.toString(), "everyday.js", "autobahn26"));
        }
        programs.add(new Everyday(3, "node", Surroundings.node(), "everyday.js", "wampy"));
        programs.add(new Everyday(6, "python", Surroundings.python(), "-B", "everyday.py", "autobahn"));
        programs.add(new Everyday(4, "python", Surroundings.python(), "-B", "everyday.py", "swampyer"));
        programs.add(new Everyday(6, "python", Surroundings.python(), "-B", "everyday.py", "xconn"));
        Stream.of(
                        new Everyday(6, ".", BUILT.resolve("everyday-go").toString()),
                        new Everyday(4, ".", BUILT.resolve("everyday-rust").toString()))
                .filter(program -> Files.isExecutable(Path.of(program.command().get(0))))
                .forEach(programs::add);
        return programs;
    }

    private Report run(Everyday program, int proxyPort) {
        Map<String, String> environment = Map.of(
                "ROUTER_URL", url.toString(),
                "RAWSOCKET_URL", "tcp://127.0.0.1:" + router.port(),
                "PROXY_PORT", String.valueOf(proxyPort),
                "SILENCE_SECONDS", String.valueOf(SILENCE.toSeconds()),
                // package.json replaces the native helper of Wampy.js by another package, so Wampy.js must not use the
                // helper.
                "CBOR_NATIVE_ACCELERATION_DISABLED", "true");
        Program.Outcome outcome = Program.run(program.directory(), environment, DEADLINE, program.command());
        Report report = Report.of(outcome.output());
        assertThat(report.isComplete()).as(outcome.output()).isTrue();
        return report;
    }
}
