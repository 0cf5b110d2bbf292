package io.aerostat.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.testkit.Framing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * {@code router.jar} as a process, with one realm for all clients, RawSocket with the test's options for pings,
 * WebSocket, and the page that shows the router's numbers.
 */
final class RouterAtWork implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /**
     * One HTTP client for all tests, because each further HTTP client would hold another connection to the router, and
     * so change the router's numbers.
     */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router", "id": "main", "limits": {%s},
              "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
              "transports": [
                {"type": "rawsocket", "id": "raw", "limits": {%s},
                 "options": {%s},
                 "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d},
                 "auth": {"anonymous": {"type": "static", "role": "anonymous"},
                          "wampcra": {"type": "static", "users": {"joe": {"secret": "secret2", "role": "anonymous"}}}}},
                {"type": "rawsocket", "id": "unix", "endpoint": {"type": "unix", "path": "router.sock"}},
                {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d},
                 "paths": {"info": {"type": "nodeinfo"},
                   "ws": {"type": "websocket", "serializers": ["json"], "options": {%s},
                          "auth": {"anonymous": {"type": "static", "role": "anonymous"}}}}}]}]}""";

    /** The option that suits peers that do not always read, because the router rarely pings them. */
    static final String RARE_PINGS = "\"auto_ping_interval\": 120000";

    /** The options by which the router finds lost peers quickly. */
    static final String SHORT_PINGS = "\"auto_ping_interval\": 1000, \"auto_ping_timeout\": 1500";

    private final Path folder;
    private final int port;
    private final int page;
    private RouterProcess process;

    private RouterAtWork(Path folder, int port, int page) {
        this.folder = folder;
        this.port = port;
        this.page = page;
        this.process = launch(folder);
    }

    static RouterAtWork start() throws IOException {
        return start("", RARE_PINGS);
    }

    /**
     * @param limits the limits of the transport, as JSON
     * @param options the options of the transport, as JSON
     */
    static RouterAtWork start(String limits, String options) throws IOException {
        int port = FreePorts.next();
        int page = FreePorts.next();
        return new RouterAtWork(prepare(port, page, limits, options), port, page);
    }

    /** @param admission the limits on joins of the router worker, as JSON */
    static RouterAtWork startAdmitting(String admission) throws IOException {
        int port = FreePorts.next();
        int page = FreePorts.next();
        return new RouterAtWork(prepare(port, page, admission, "", RARE_PINGS), port, page);
    }

    /** Writes the configuration into a new folder. */
    static Path prepare(int port, int page, String limits, String options) throws IOException {
        return prepare(port, page, "", limits, options);
    }

    private static Path prepare(int port, int page, String admission, String limits, String options)
            throws IOException {
        Path folder = Files.createDirectories(Surroundings.output("endurance-" + port));
        Files.writeString(
                folder.resolve("config.json"),
                CONFIGURATION.formatted(admission, limits, options, port, page, options));
        return folder;
    }

    int port() {
        return port;
    }

    /** Returns the port for WebSocket connections. */
    int webPort() {
        return page;
    }

    int port(Framing framing) {
        return framing == Framing.WEB_SOCKET ? page : port;
    }

    RouterProcess process() {
        return process;
    }

    private static RouterProcess launch(Path folder) {
        return RouterProcess.startWhole(folder.resolve("config.json"));
    }

    /** Starts another router process on the ports of the previous process. */
    void restart() {
        process = launch(folder);
    }

    /** Returns those numbers of the router that must return to their first values when all sessions have ended. */
    Map<String, Long> tables() throws IOException, InterruptedException {
        return tables(page);
    }

    static Map<String, Long> tables(int page) throws IOException, InterruptedException {
        JsonNode numbers = numbers(page);
        Map<String, Long> tables = new TreeMap<>();
        for (String name : new String[] {
            "main.links",
            "main.pending_handshakes",
            "main.realm1.sessions",
            "main.realm1.subscriptions",
            "main.realm1.registrations",
            "main.realm1.pending_calls",
            "main.realm1.pending_invocations",
            "main.realm1.armed_timers",
            "main.realm1.retained_events"
        }) {
            tables.put(name, numbers.get(name).asLong());
        }
        return tables;
    }

    JsonNode numbers() throws IOException, InterruptedException {
        return numbers(page);
    }

    private static JsonNode numbers(int page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page + "/info"))
                .header("Accept", "application/json")
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Returns the size of the heap after a full collection, plus the memory outside of the heap. */
    long liveBytes() throws IOException, InterruptedException {
        JsonNode numbers = numbersAfterCollection();
        return numbers.get("heap_after_gc").asLong()
                + numbers.get("direct_memory").asLong();
    }

    /** Returns the router's numbers right after a full collection. */
    JsonNode numbersAfterCollection() throws IOException, InterruptedException {
        collectGarbage();
        return numbers();
    }

    /** Returns the resident size of the router's process, as the operating system reports it. */
    long residentBytes() throws IOException, InterruptedException {
        Path status = Path.of("/proc", numbers().get("process").asString(), "status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> line.replaceAll("[^0-9]", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("found no VmRSS in " + status))
                << 10;
    }

    private void collectGarbage() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collecting = new ProcessBuilder(
                        jcmd.toString(), numbers().get("process").asString(), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(collecting.waitFor(60, TimeUnit.SECONDS)).as("jcmd ends").isTrue();
        assertThat(collecting.exitValue()).isZero();
    }

    @Override
    public void close() {
        process.close();
    }
}
