package io.aerostat.node.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.run.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/**
 * Tests that the files which a configuration names must exist at the start and at a reload. A reload during the
 * replacement of such a file is refused with one line, and the node keeps the content that it has read before.
 */
class MissingFilesTest {
    private static final Path GOOD = Path.of("src/test/resources/good");
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1",
                "inventory": {"type": "wamp.eth", "catalogs": [{"archive": "catalog.zip"}]},
                "contracts": {"schemas": [{"uri": "com.example.order", "call": "order.json"}]},
                "roles": [{"name": "anonymous", "permissions": [{"uri": "shop.", "match": "prefix",
                  "allow": {"call": true, "register": true}, "validate": {"call": "shop.Refusal"}}]}]}],
              "transports": [
                {"type": "web", "id": "web", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                 "paths": {"/": {"type": "archive", "archive": "app.zip"},
                   "ws": {"type": "websocket", "auth": {
                     "anonymous": {"type": "static", "role": "anonymous"},
                     "jwt": {"keys": {"type": "file", "filename": "keys.json"}, "default_role": "anonymous"}}}}},
                {"type": "rawsocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0,
                  "tls": {"key": "key.pem", "certificate": "certificate.pem"}}}]}]}
            """;
    private static final String KEYS = """
            {"keys": [{"kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
              "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void files() throws Exception {
        file = Files.writeString(folder.resolve("config.json"), CONFIGURATION);
        Files.writeString(folder.resolve("keys.json"), KEYS);
        Files.copy(GOOD.resolve("catalog.zip"), folder.resolve("catalog.zip"));
        Files.copy(GOOD.resolve("catalog.zip"), folder.resolve("app.zip"));
        Files.copy(GOOD.resolve("schemas/order.json"), folder.resolve("order.json"));
        Files.copy(GOOD.resolve("tls/key.pem"), folder.resolve("key.pem"));
        Files.copy(GOOD.resolve("tls/certificate.pem"), folder.resolve("certificate.pem"));
    }

    private static ReloadReport reload(Node node) throws Exception {
        return node.reload(false).get(60, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog.zip", "order.json", "app.zip", "keys.json", "key.pem", "certificate.pem"})
    void aReloadWithoutAFileIsRefusedWithOneLine(String name) throws Exception {
        ConfigurationFile read = ConfigurationFile.read(file);
        assertThat(read.problemLines()).isEmpty();
        Path named = folder.resolve(name);
        byte[] content = Files.readAllBytes(named);
        try (Node node = Node.of(read.configuration().orElseThrow(), file, Level.WARN)) {
            node.start();
            try (Client client = Client.builder()
                    .url("ws://127.0.0.1:" + node.port("web").orElseThrow() + "/ws")
                    .realm("realm1")
                    .build()) {
                Session session = client.join().get(60, TimeUnit.SECONDS);
                session.register("shop.refuse", invocation -> 1).get(60, TimeUnit.SECONDS);

                Files.delete(named);
                ReloadReport absent = reload(node);
                Files.writeString(named, "{");
                ReloadReport broken = reload(node);

                assertThat(absent.problems())
                        .singleElement()
                        .asString()
                        .contains("found \"" + name + "\" (expected ")
                        .contains(named + " does not exist");
                assertThat(broken.problems()).singleElement().asString().contains(name);
                assertThat(absent.outcomes()).isEmpty();
                assertThat(broken.outcomes()).isEmpty();
                assertThat(session.call("shop.refuse", "sold out")
                                .as(Integer.class)
                                .get(60, TimeUnit.SECONDS))
                        .isEqualTo(1);
                assertThatThrownBy(() ->
                                session.call("shop.refuse", 5).as(Integer.class).get(60, TimeUnit.SECONDS))
                        .hasMessageContaining("wamp.error.invalid_argument");

                Files.write(named, content);

                assertThat(reload(node).isRight()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog.zip", "order.json", "app.zip", "keys.json", "key.pem", "certificate.pem"})
    void aNodeDoesNotStartWithoutAFile(String name) throws Exception {
        Files.delete(folder.resolve(name));

        ConfigurationFile read = ConfigurationFile.read(file);

        assertThat(read.configuration()).isEmpty();
        assertThat(read.problemLines())
                .singleElement()
                .asString()
                .startsWith(file.toString())
                .contains("found \"" + name + "\" (expected ")
                .endsWith(folder.resolve(name) + " does not exist)");
    }
}
