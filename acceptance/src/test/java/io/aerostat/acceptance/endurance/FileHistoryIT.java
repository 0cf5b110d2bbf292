package io.aerostat.acceptance.endurance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the router while clients publish to a topic whose history is in a file, and starts it again. */
@Timeout(240)
class FileHistoryIT {
    private static final int KILLS = 3;
    private static final int EVENTS = 400;

    private final int port = FreePorts.next();

    @TempDir
    Path folder;

    private Path configuration(String path) throws IOException {
        String text = """
                {"version": 2, "workers": [{"type": "router",
                  "realms": [{"name": "realm1",
                    "store": {"type": "file", "path": "%s", "format": "specification",
                              "event-history": [{"uri": "com.app.log", "limit": 100000}]},
                    "roles": [{"name": "anonymous", "permissions": [
                      {"uri": "", "match": "prefix", "allow": {"call": true, "publish": true, "subscribe": true}}]}]}],
                  "transports": [{"type": "rawsocket", "serializers": ["json"],
                    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}}]}]}
                """.formatted(path, port);
        return Files.writeString(folder.resolve("config.json"), text);
    }

    @Test
    @Conformance({"P25", "HIS-3"})
    void acknowledgedEventsSurviveTheKilledRouter() throws Exception {
        Path config = configuration("data");
        List<Long> acknowledged = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            RouterProcess router = RouterProcess.start(config);
            try (RawPeer publisher = Framing.RAW_SOCKET.join(port)) {
                for (int event = 0; event < EVENTS; event++) {
                    publisher.send(
                            PUBLISH,
                            publisher.nextRequest(),
                            Map.of("acknowledge", true),
                            "com.app.log",
                            List.of(event));
                }
                // The router still has many publications to store when it is killed.
                for (int event = 0; event < EVENTS / 2; event++) {
                    acknowledged.add(publisher.expect(PUBLISHED).id(2));
                }
            } finally {
                router.kill();
            }
        }

        try (RouterProcess router = RouterProcess.start(config);
                RawPeer reader = Framing.RAW_SOCKET.join(port)) {
            assertThat(router.isAlive()).isTrue();
            assertThat(history(reader)).containsSubsequence(acknowledged);
        }
    }

    @Test
    @Conformance({"P25", "RET-1"})
    void acknowledgedRetainedEventsSurviveTheKilledRouter() throws Exception {
        Path config = configuration("data");
        RouterProcess killed = RouterProcess.start(config);
        try (RawPeer publisher = Framing.RAW_SOCKET.join(port)) {
            for (int event = 0; event < EVENTS; event++) {
                publisher.send(
                        PUBLISH,
                        publisher.nextRequest(),
                        Map.of("acknowledge", true, "retain", true),
                        "com.app.state." + event,
                        List.of(event));
            }
            for (int event = 0; event < EVENTS / 4; event++) {
                publisher.expect(PUBLISHED);
            }
        } finally {
            killed.kill();
        }

        try (RouterProcess router = RouterProcess.start(config);
                RawPeer subscriber = Framing.RAW_SOCKET.join(port)) {
            assertThat(router.isAlive()).isTrue();
            for (long event = 0; event < EVENTS / 4; event++) {
                subscriber.send(
                        SUBSCRIBE, subscriber.nextRequest(), Map.of("get_retained", true), "com.app.state." + event);
                subscriber.expect(SUBSCRIBED);
                assertThat(subscriber.expect(EVENT).list(4)).isEqualTo(List.of(event));
            }
        }
    }

    private static List<Long> history(RawPeer reader) {
        reader.call("wamp.subscription.lookup", "com.app.log");
        long subscription = (Long) reader.expect(RESULT).list(3).get(0);
        reader.send(
                CALL,
                reader.nextRequest(),
                Map.of(),
                "wamp.subscription.get_events",
                List.of(subscription),
                Map.of("reverse", false));
        Message answer = reader.expect(RESULT);
        return answer.list(3).stream()
                .map(event -> (Long) ((Map<?, ?>) event).get("publication"))
                .toList();
    }

    @Test
    void aDamagedStoreEndsTheStartWithItsName() throws Exception {
        Path store = Files.createDirectories(folder.resolve("data")).resolve("events.mv");
        Files.writeString(store, "this is not a store ".repeat(1000));
        RouterProcess router = RouterProcess.launch(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Surroundings.routerJar().toString(),
                "--config",
                configuration("data").toString()));
        try {
            assertThat(router.awaitExit(Duration.ofSeconds(60))).isOne();
            assertThat(router.output().text()).contains(store.toString()).contains("damaged");
        } finally {
            router.kill();
        }
    }
}
