package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.pubsub.Event;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.authentication.CryptosignKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a link of the node ({@code rlinks}) to a real Crossbar.io, if one is installed. */
@Timeout(180)
class LinksToCrossbarIT {
    private static final CryptosignKey KEY = CryptosignKey.ofSeed("07".repeat(32));

    @TempDir
    private Path folder = Path.of("");

    private Path configuration(OtherRouter crossbar, int port) throws IOException {
        String tags = "public-key-ed25519: " + KEY.publicKey() + "\n";
        Files.writeString(folder.resolve("key.priv"), tags + "private-key-ed25519: " + KEY.seed() + "\n");
        Files.writeString(folder.resolve("key.pub"), tags);
        return Files.writeString(folder.resolve("config.json"), """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "interop",
                "roles": [{"name": "anonymous", "allow-by-default": true}],
                "rlinks": [{"realm": "interop", "transport": {"type": "websocket", "url": "%s/"}}]}],
              "transports": [{"type": "websocket",
                "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d}}]}]}
            """.formatted(crossbar.url, port));
    }

    private static Client client(String url) {
        return Client.builder().url(url).realm("interop").build();
    }

    private static String call(Session session, String procedure) throws Exception {
        return session.call(procedure, "x").as(String.class).get(60, TimeUnit.SECONDS);
    }

    @Test
    void callsAndEventsPassBothWaysOnce() throws Exception {
        Optional<OtherRouter> installed = OtherRouter.crossbarWith("""
            "cryptosign": {"type": "static", "principals": {"link": {"realm": "interop", "role": "anonymous",
              "authorized_keys": ["%s"]}}}\
            """.formatted(KEY.publicKey()));
        if (installed.isEmpty()) {
            return;
        }
        int port = FreePorts.next();
        try (OtherRouter crossbar = installed.get();
                RouterProcess node = RouterProcess.startWhole(configuration(crossbar, port));
                Client here = client("ws://127.0.0.1:" + port + "/");
                Client there = client(crossbar.url + "/")) {
            assertThat(node.port()).isEqualTo(port);
            Session local = here.join().get(60, TimeUnit.SECONDS);
            Session remote = there.join().get(60, TimeUnit.SECONDS);
            List<Event> atLocal = new CopyOnWriteArrayList<>();
            List<Event> atRemote = new CopyOnWriteArrayList<>();
            local.subscribe("com.news", atLocal::add).get(60, TimeUnit.SECONDS);
            remote.subscribe("com.news", atRemote::add).get(60, TimeUnit.SECONDS);
            local.register("com.here", call -> "here " + call.arg(0, String.class))
                    .get(60, TimeUnit.SECONDS);
            remote.register("com.there", call -> {
                        throw new ApplicationError("com.error", call.arg(0, String.class));
                    })
                    .get(60, TimeUnit.SECONDS);

            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(call(remote, "com.here")).isEqualTo("here x"));
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> call(local, "com.there")).hasRootCauseMessage("com.error: x"));
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                local.publishAcknowledged("com.news", "probe").get(60, TimeUnit.SECONDS);
                remote.publishAcknowledged("com.news", "probe").get(60, TimeUnit.SECONDS);
                return !atLocal.isEmpty() && !atRemote.isEmpty();
            });
            local.publishAcknowledged("com.news", "of here").get(60, TimeUnit.SECONDS);
            remote.publishAcknowledged("com.news", "of there").get(60, TimeUnit.SECONDS);
            local.publishAcknowledged("com.news", "end").get(60, TimeUnit.SECONDS);
            remote.publishAcknowledged("com.news", "end").get(60, TimeUnit.SECONDS);

            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            texts(atLocal).contains("end") && texts(atRemote).contains("end"));
            assertThat(texts(atLocal)).containsOnlyOnce("of there").doesNotContain("of here");
            assertThat(texts(atRemote)).containsOnlyOnce("of here").doesNotContain("of there");
        }
    }

    private static List<String> texts(List<Event> events) {
        return events.stream().map(event -> event.arg(0, String.class)).toList();
    }
}
