package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.conformance.Conformance;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.reload.ReloadReport;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Calls and events continue while all other parts of the configuration change. */
@Timeout(180)
class ReloadUnderLoadTest {
    private static final int RELOADS = 100;

    @TempDir
    private Path folder = Path.of("");

    /** The number of rounds from one change of the container to the next. Each change starts a JVM, so it is rare. */
    private static final int CONTAINER_ROUNDS = 50;

    private static final Path TLS = Path.of("src/test/resources/good/tls").toAbsolutePath();

    /** The browser that has logged in before the first reload. */
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /**
     * Returns the configuration of a round. Each round changes limits, roles, a realm, a realm template, a component, a
     * principal, a path and listeners. The role of the test's sessions and the way in which they join stay the same.
     */
    private String configuration(int round) {
        boolean odd = round % 2 == 1;
        String otherRole = odd ? ", {\"name\": \"other\", \"allow-by-default\": true}" : "";
        String changing = """
                {"name": "changing", "rate_limit": {"session": {"messages": %d}},
                 "permissions": [{"uri": "com.example.round%d", "allow": {"call": true}}]}
                """.formatted(100 + round, round);
        String otherRealm = odd ? ", {\"name\": \"realm2\", \"roles\": [{\"name\": \"anonymous\"}]}" : "";
        return """
                {"version": 2, "workers": [{"type": "router", "id": "main",
                  "limits": {"pending_handshakes": %d}, "failed_logins": {"per_authid": {"failures": %d}},
                  "realms": [{"name": "realm1", "limits": {"sessions": %d}, "roles": [
                    {"name": "anonymous", "allow-by-default": true}, %s%s]}%s],
                  "realm_templates": [{"name": "tenants", "realms": "%s.*", "roles": [{"name": "anonymous"}]}],
                  "components": [%s],
                  "transports": [{"type": "web", "id": "web",
                     "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                     "paths": {"page": {"type": "json", "value": %d},
                       "ws": {"type": "websocket", "cookie": {"store": {"type": "memory"}},
                         "auth": {"anonymous": {"type": "static", "role": "anonymous"}, "cookie": {},
                         "ticket": {"type": "static", "principals": {"user%d": {"ticket": "t", "role": "changing"},
                           "alice": {"ticket": "t", "role": "anonymous"}}}}}}}, %s]},
                  {"type": "container", "id": "box", "components": [%s]}]}
                """.formatted(
                        1000 + round,
                        10 + round,
                        1000 + round,
                        changing,
                        otherRole,
                        otherRealm,
                        odd ? "tenant" : "customer",
                        component("inside", round, ""),
                        round,
                        round,
                        otherListeners(odd),
                        component(
                                "contained",
                                round / CONTAINER_ROUNDS,
                                ", \"transport\": {\"type\": \"websocket\", \"url\": \"ws://localhost/ws\", "
                                        + "\"endpoint\": {\"type\": \"tcp\", \"host\": \"127.0.0.1\", "
                                        + "\"port\": \"web\"}}"));
    }

    /** Returns a listener that moves, one that changes its certificate and, every other time, one that is added. */
    private String otherListeners(boolean odd) {
        Path key = odd ? folder.resolve("key.pem") : TLS.resolve("key.pem");
        Path certificate = odd ? folder.resolve("certificate.pem") : TLS.resolve("certificate.pem");
        return """
                {"type": "rawsocket", "id": "moves", "endpoint": {"type": "unix", "path": "%s.sock"}},
                {"type": "rawsocket", "id": "tls", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0,
                  "tls": {"key": "%s", "certificate": "%s"}}}%s""".formatted(
                        odd ? "odd" : "even",
                        key,
                        certificate,
                        odd
                                ? ", {\"type\": \"rawsocket\", \"id\": \"raw\", \"endpoint\": {\"type\": \"tcp\", "
                                        + "\"interface\": \"127.0.0.1\", \"port\": 0}}"
                                : "");
    }

    private static String component(String name, int value, String more) {
        return """
                {"type": "class", "id": "%s", "classname": "%s", "realm": "realm1",
                 "extra": {"procedure": "com.example.%s", "value": %d}%s}
                """.formatted(name, NamedEchoComponent.class.getName(), name, value, more);
    }

    /** Makes the browser join again with its cookie, and leave. */
    private void joinByCookie(int port) throws Exception {
        BrowserPage page = BrowserPage.open(browser, port, "/ws");
        page.hello(null, "cookie");
        page.expect("[2,").contains("\"authid\":\"alice\"", "\"authmethod\":\"cookie\"");
        page.send("[6,{},\"wamp.close.normal\"]");
        page.expect("[6,");
    }

    @Test
    @Conformance("P24")
    void noCallAndNoEventIsLostRefusedOrOutOfOrder() throws Exception {
        OtherCertificate.make(folder.resolve("key.pem"), folder.resolve("certificate.pem"));
        Path file = Files.writeString(folder.resolve("config.json"), configuration(0));
        Node node = Node.of(ConfigurationFile.read(file).configuration().orElseThrow(), file, Level.WARN);
        node.start();
        int port = node.port("web").orElseThrow();
        String url = "ws://127.0.0.1:" + port + "/ws";
        try (node;
                Client serving = Client.builder().url(url).realm("realm1").build();
                Client calling = Client.builder().url(url).realm("realm1").build();
                Client listening = Client.builder().url(url).realm("realm1").build()) {
            Session callee = serving.join().get(60, TimeUnit.SECONDS);
            Session caller = calling.join().get(60, TimeUnit.SECONDS);
            Session subscriber = listening.join().get(60, TimeUnit.SECONDS);
            callee.register("com.example.same", invocation -> invocation.args().get(0))
                    .get(60, TimeUnit.SECONDS);
            AtomicInteger lastEvent = new AtomicInteger();
            List<String> faults = new ArrayList<>();
            subscriber
                    .subscribe("com.example.event", event -> {
                        int number = ((Number) event.args().get(0)).intValue();
                        if (number != lastEvent.incrementAndGet()) {
                            synchronized (faults) {
                                faults.add("event " + number + " after " + (lastEvent.get() - 1));
                            }
                            lastEvent.set(number);
                        }
                    })
                    .get(60, TimeUnit.SECONDS);

            AtomicBoolean loaded = new AtomicBoolean(true);
            AtomicInteger sent = new AtomicInteger();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
                try {
                    while (loaded.get()) {
                        List<CompletableFuture<Integer>> batch = new ArrayList<>();
                        for (int i = 0; i < 20; i++) {
                            int number = sent.incrementAndGet();
                            caller.publish("com.example.event", number);
                            batch.add(caller.call("com.example.same", number).as(Integer.class));
                        }
                        int first = sent.get() - batch.size();
                        for (CompletableFuture<Integer> answer : batch) {
                            assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(++first);
                        }
                    }
                } catch (Exception | AssertionError e) {
                    failure.set(e);
                }
            });

            BrowserPage login = BrowserPage.open(browser, port, "/ws");
            login.hello("alice", "ticket");
            login.expect("[4,");
            login.send("[5,\"t\",{}]");
            login.expect("[2,");
            for (int round = 1; round <= RELOADS; round++) {
                Files.writeString(file, configuration(round));
                ReloadReport report = node.reload(false).get(60, TimeUnit.SECONDS);
                assertThat(report.isRight()).as("%s", report).isTrue();
                assertThat(report.outcomes()).hasSizeGreaterThanOrEqualTo(10);
                if (round % 10 == 0) {
                    joinByCookie(port);
                    Files.writeString(file, configuration(round).replace("\"version\": 2", "\"version\": 3"));
                    assertThat(node.reload(false).get(60, TimeUnit.SECONDS).isRight())
                            .as("a reload of a file with a mistake")
                            .isFalse();
                }
            }

            loaded.set(false);
            load.get(60, TimeUnit.SECONDS);
            assertThat(failure.get()).isNull();
            await().atMost(Duration.ofMinutes(1)).until(() -> lastEvent.get() == sent.get());
            assertThat(faults).isEmpty();
            assertThat(sent.get()).isGreaterThan(RELOADS);
            assertThat(callee.isJoined() && caller.isJoined() && subscriber.isJoined())
                    .isTrue();
        }
    }
}
