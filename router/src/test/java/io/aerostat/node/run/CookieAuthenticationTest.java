package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** A browser joins again by its cookie, as configured (COO-1, COO-2; docs/reference/crossbar.md#cookies). */
@Timeout(180)
class CookieAuthenticationTest {
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "user", "allow-by-default": true}]}],
              "transports": [{"type": "websocket", "id": "browsers",
                "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                "cookie": {"store": %s},
                "auth": {"cookie": {},
                         "ticket": {"type": "static",
                           "principals": {"alice": {"ticket": "sesame", "role": "user"}}}}}]}]}""";
    private static final String FILE = "{\"type\": \"file\", \"filename\": \"cookies.jsonl\"}";

    @TempDir
    private Path folder = Path.of("");

    private final CookieManager jar = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(jar).build();

    private Node started(String store) throws Exception {
        ConfigurationFile file = ConfigurationFile.read(
                "node.json", CONFIGURATION.formatted(store), new Surroundings(folder, name -> Optional.empty()));
        assertThat(file.problemLines()).isEmpty();
        Node node = Node.of(file.configuration().orElseThrow(), Level.WARN);
        node.start();
        return node;
    }

    @Test
    void aBrowserLogsInOnceHoweverOftenTheRouterIsRestarted() throws Exception {
        try (Node node = started(FILE)) {
            Page page = open(node);
            page.hello("alice", "cookie", "ticket");
            page.expect("[4,\"ticket\"");
            page.send("[5,\"sesame\",{}]");
            page.expect("[2,").contains("\"authmethod\":\"ticket\"");
        }
        assertThat(jar.getCookieStore().getCookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.getName()).isEqualTo("cbtid");
            assertThat(cookie.getValue()).hasSize(24);
            assertThat(cookie.isHttpOnly()).isTrue();
        });
        for (int restart = 0; restart < 2; restart++) {
            try (Node node = started(FILE)) {
                Page page = open(node);
                page.hello(null, "cookie", "ticket");
                page.expect("[2,").contains("\"authid\":\"alice\"", "\"authmethod\":\"cookie\"");
            }
        }
        try (Node node = started(FILE)) {
            Page page = open(node);
            page.hello(null, "cookie");
            page.expect("[2,");
            page.send("[6,{},\"wamp.close.logout\"]");
            page.expect("[6,");
        }
        try (Node node = started(FILE)) {
            Page page = open(node);
            page.hello(null, "cookie");
            page.expect("[3,").contains("wamp.error.not_authorized");
        }
    }

    @Test
    void memoryForgetsWithTheRouter() throws Exception {
        try (Node node = started("{\"type\": \"memory\"}")) {
            Page page = open(node);
            page.hello("alice", "ticket");
            page.expect("[4,");
            page.send("[5,\"sesame\",{}]");
            page.expect("[2,");
            Page again = open(node);
            again.hello(null, "cookie");
            again.expect("[2,");
        }
        try (Node node = started("{\"type\": \"memory\"}")) {
            Page page = open(node);
            page.hello(null, "cookie");
            page.expect("[3,");
        }
    }

    @Test
    void aFileThatCannotBeUsedIsToldWithItsPlace() throws Exception {
        try (Node node = started(FILE)) {
            assertThat(node.port("browsers")).isPresent();
            assertThatThrownBy(() -> started(FILE))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.lines("node.json"))
                                    .singleElement()
                                    .asString()
                                    .startsWith("node.json:5:25: workers[0].transports[0].cookie.store: ")
                                    .contains("cookies.jsonl cannot be used: another router uses it"));
        }
    }

    private Page open(Node node) throws Exception {
        Page page = new Page();
        page.socket = browser.newWebSocketBuilder()
                .subprotocols("wamp.2.json")
                .buildAsync(URI.create("ws://127.0.0.1:" + node.port("browsers").orElseThrow() + "/"), page)
                .get(60, TimeUnit.SECONDS);
        return page;
    }

    /** One WebSocket of the browser. */
    private static final class Page implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private WebSocket socket;

        void hello(String authid, String... methods) throws Exception {
            send("[1,\"realm1\",{\"roles\":{\"caller\":{}}"
                    + (authid == null ? "" : ",\"authid\":\"" + authid + "\"")
                    + ",\"authmethods\":[\"" + String.join("\",\"", methods) + "\"]}]");
        }

        void send(String message) throws Exception {
            socket.sendText(message, true).get(60, TimeUnit.SECONDS);
        }

        AbstractStringAssert<?> expect(String beginning) throws Exception {
            return assertThat(messages.poll(60, TimeUnit.SECONDS)).startsWith(beginning);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
