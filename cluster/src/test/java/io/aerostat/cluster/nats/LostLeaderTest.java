package io.aerostat.cluster.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.EventQuery;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.StoredEvent;
import io.aerostat.testkit.nats.NatsServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests event history on three clustered NATS servers of which one, the leader of the stream, is killed. */
class LostLeaderTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HistoryRule RULE = new HistoryRule("com.app.", MatchPolicy.PREFIX, 1000);
    private static final long BEFORE = 20;

    @TempDir
    Path folder;

    private final Map<String, NatsServer> servers = new LinkedHashMap<>();
    private long events;

    @AfterEach
    void close() {
        servers.values().forEach(NatsServer::close);
    }

    private void startServers() throws IOException {
        Path binary = NatsServer.installed()
                .orElseGet(() ->
                        Assumptions.abort("nats-server: missing (expected as scripts/nats-server.sh installs it)"));
        List<Integer> ports = freePorts();
        String routes =
                ports.stream().map(port -> "\"nats://127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
        for (int port : ports) {
            String name = "server-" + port;
            servers.put(
                    name,
                    NatsServer.start(
                            binary,
                            "server_name: " + name,
                            "jetstream { store_dir: \"" + folder.resolve(name) + "\" }",
                            "cluster { name: servers, listen: \"127.0.0.1:" + port + "\", routes: [" + routes
                                    + "], ping_interval: \"1s\", ping_max: 1 }"));
        }
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = new ArrayList<>();
        for (ServerSocket socket : sockets) {
            ports.add(socket.getLocalPort());
            socket.close();
        }
        return ports;
    }

    private String[] urls() {
        return servers.values().stream().map(NatsServer::url).toArray(String[]::new);
    }

    private NatsServer leader() throws Exception {
        try (Connection connection = Nats.connect(String.join(",", urls()))) {
            JetStreamManagement management = connection.jetStreamManagement();
            String name = management
                    .getStreamInfo(management.getStreamNames().get(0))
                    .getClusterInfo()
                    .getLeader();
            NatsServer leader = servers.get(name);
            assertThat(leader).as(name).isNotNull();
            return leader;
        }
    }

    /** Adds the next event. Returns whether its stream has confirmed it. */
    private boolean append(EventLog log) {
        long number = events++;
        StoredEvent event = new StoredEvent(
                Instant.EPOCH, 1 + number, "com.app.log", EventDetails.NONE, Audience.EVERYONE, Payload.EMPTY);
        CompletableFuture<Void> kept = log.append(number, event).toCompletableFuture();
        return kept.handle((none, failure) -> failure == null).join();
    }

    private static List<Long> publications(EventLog log) {
        return log.read(EventQuery.ALL, event -> true)
                .thenApply(page ->
                        page.events().stream().map(StoredEvent::publication).toList())
                .exceptionally(failure -> List.of()) // while there is no leader
                .toCompletableFuture()
                .join();
    }

    @Test
    @Conformance({"HIS-3", "P25"})
    void eventsAreStoredOnceWhenTheLeaderOfTheirStreamIsLost() throws Exception {
        startServers();
        JetStreamStoreOptions options = JetStreamStoreOptions.DEFAULT.withReplicas(3);
        EventLog log = new JetStreamEventStore(NatsOptions.of(urls()), "balloon", options).open("realm1", RULE);
        try {
            await().atMost(SOON).until(() -> append(log));
            long first = events;
            for (long i = 0; i < BEFORE; i++) {
                append(log);
            }

            leader().kill();

            await().atMost(SOON).until(() -> append(log));
            Set<Long> all = new HashSet<>();
            for (long number = first; number < events; number++) {
                all.add(1 + number);
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(publications(log))
                            .doesNotHaveDuplicates()
                            .containsAll(all));
        } finally {
            log.close();
        }
    }
}
