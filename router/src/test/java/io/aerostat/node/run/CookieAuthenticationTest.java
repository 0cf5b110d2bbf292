package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.config.reading.Surroundings;
import io.aerostat.node.reload.ReloadReport;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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

    /** A reload must not log out the visitors of a page. */
    @Test
    void aReloadKeepsTheCookies() throws Exception {
        Path path = folder.resolve("node.json");
        String before = CONFIGURATION.formatted("{\"type\": \"memory\"}");
        Files.writeString(path, before);
        try (Node node = Node.of(ConfigurationFile.read(path).configuration().orElseThrow(), path, Level.WARN)) {
            node.start();
            BrowserPage page = open(node);
            page.hello("alice", "ticket");
            page.expect("[4,");
            page.send("[5,\"sesame\",{}]");
            page.expect("[2,");

            for (String after : List.of(
                    before.replace("sesame", "simsim"),
                    before.replace("\"endpoint\"", "\"options\": {\"max_frame_size\": 100000}, \"endpoint\""))) {
                Files.writeString(path, after);
                ReloadReport report = node.reload(false).get(60, TimeUnit.SECONDS);
                assertThat(report.isRight()).isTrue();
                assertThat(report.outcomes()).isNotEmpty();

                BrowserPage again = open(node);
                again.hello(null, "cookie");
                again.expect("[2,").contains("\"authid\":\"alice\"", "\"authmethod\":\"cookie\"");
            }
        }
    }

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
            BrowserPage page = open(node);
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
                BrowserPage page = open(node);
                page.hello(null, "cookie", "ticket");
                page.expect("[2,").contains("\"authid\":\"alice\"", "\"authmethod\":\"cookie\"");
            }
        }
        try (Node node = started(FILE)) {
            BrowserPage page = open(node);
            page.hello(null, "cookie");
            page.expect("[2,");
            page.send("[6,{},\"wamp.close.logout\"]");
            page.expect("[6,");
        }
        try (Node node = started(FILE)) {
            BrowserPage page = open(node);
            page.hello(null, "cookie");
            page.expect("[3,").contains("wamp.error.not_authorized");
        }
    }

    @Test
    void memoryForgetsWithTheRouter() throws Exception {
        try (Node node = started("{\"type\": \"memory\"}")) {
            BrowserPage page = open(node);
            page.hello("alice", "ticket");
            page.expect("[4,");
            page.send("[5,\"sesame\",{}]");
            page.expect("[2,");
            BrowserPage again = open(node);
            again.hello(null, "cookie");
            again.expect("[2,");
        }
        try (Node node = started("{\"type\": \"memory\"}")) {
            BrowserPage page = open(node);
            page.hello(null, "cookie");
            page.expect("[3,");
        }
    }

    @Test
    void aFileThatCannotBeUsedIsReportedWithItsPlace() throws Exception {
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

    private BrowserPage open(Node node) throws Exception {
        return BrowserPage.open(browser, node.port("browsers").orElseThrow(), "/");
    }
}
