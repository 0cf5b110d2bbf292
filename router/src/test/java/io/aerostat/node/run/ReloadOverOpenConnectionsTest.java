package io.aerostat.node.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentications;
import io.aerostat.client.reconnect.ReconnectOptions;
import io.aerostat.client.session.Session;
import io.aerostat.node.config.grammar.ConfigurationFile;
import io.aerostat.node.reload.ReloadReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** Tests what reloads change for open connections, and which lines they write to the audit log (P24). */
@Timeout(180)
class ReloadOverOpenConnectionsTest {
    private static final Path TLS = Path.of("src/test/resources/good/tls");

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");
    private Node node = Node.of(
            new io.aerostat.node.config.NodeConfiguration(io.aerostat.node.config.Controller.DEFAULT, List.of()),
            Level.WARN);

    @BeforeEach
    void place() {
        file = folder.resolve("config.json");
    }

    @AfterEach
    void end() {
        node.close();
    }

    private static String node(String... transports) {
        return """
                {"version": 2, "controller": {"options": {"audit_log": "audit.log"}},
                 "workers": [{"type": "router", "id": "main",
                  "realms": [{"name": "realm1", "roles": [{"name": "anonymous", "allow-by-default": true}]}],
                  "transports": [%s]}]}""".formatted(String.join(",", transports));
    }

    private static String web(String id, int port, String paths) {
        return """
                {"type": "web", "id": "%s", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": %d},
                 "paths": {%s}}""".formatted(id, port, paths);
    }

    private void start(String json) throws Exception {
        Files.writeString(file, json);
        ConfigurationFile read = ConfigurationFile.read(file);
        assertThat(read.problemLines()).isEmpty();
        node = Node.of(read.configuration().orElseThrow(), file, Level.WARN);
        node.start();
    }

    private ReloadReport reload(String json) throws Exception {
        Files.writeString(file, json);
        return node.reload(false).get(60, TimeUnit.SECONDS);
    }

    /** Sends a request over a connection that stays open, and returns the status line. */
    private static String status(Socket socket, String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the connection ended after %s", head).isNotNegative();
            head.append((char) next);
        }
        int at = head.toString().toLowerCase(Locale.ROOT).indexOf("content-length: ") + 16;
        in.readNBytes(Integer.parseInt(head.substring(at, head.indexOf("\r", at))));
        return head.substring(0, head.indexOf("\r"));
    }

    @Test
    void aRemovedWebTransportServesNothingOverItsOpenConnections() throws Exception {
        String stays = web("stays", 0, "\"a\": {\"type\": \"json\", \"value\": 1}");
        start(node(
                stays,
                web(
                        "goes",
                        0,
                        "\"a\": {\"type\": \"json\", \"value\": 1},"
                                + " \"livez\": {\"type\": \"health\", \"probe\": \"live\"}")));
        try (Socket open = new Socket("127.0.0.1", node.port("goes").orElseThrow())) {
            open.setSoTimeout(60_000);
            assertThat(status(open, "/a")).endsWith("200 OK");

            assertThat(reload(node(stays)).isRight()).isTrue();

            assertThat(status(open, "/a")).endsWith("404 Not Found");
            assertThat(status(open, "/livez")).endsWith("200 OK");
        }
    }

    @Test
    void aLongPollSessionEndsWithItsPathAndStaysWithAnyOther() throws Exception {
        String paths = "\"lp\": {\"type\": \"longpoll\"}, \"a\": {\"type\": \"json\", \"value\": %d}";
        start(node(web("web", 0, paths.formatted(1))));
        try (Client client = Client.builder()
                .url("http://127.0.0.1:" + node.port("web").orElseThrow() + "/lp")
                .realm("realm1")
                .reconnect(ReconnectOptions.OFF)
                .build()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);

            reload(node(web("web", 0, paths.formatted(2))));
            assertThat(session.call("wamp.session.count").as(Long.class).get(60, TimeUnit.SECONDS))
                    .isEqualTo(1);

            reload(node(web("web", 0, "\"a\": {\"type\": \"json\", \"value\": 2}")));
            await().atMost(Duration.ofMinutes(1)).until(() -> !session.isJoined());
        }
    }

    /** Whatever the transport, the client learns why its session ends, and other sessions stay. */
    @ParameterizedTest
    @CsvSource({"ws, ws", "http, lp", "rs, raw"})
    void aRemovedRoleEndsTheSessionsOfEachTransport(String scheme, String path) throws Exception {
        String json = """
                {"version": 2, "workers": [{"type": "router", "id": "main",
                  "realms": [{"name": "realm1", "roles": [{"name": "stays"}, {"name": "goes"}]}],
                  "transports": [{"type": "universal", "id": "web",
                    "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0},
                    "rawsocket": {"auth": {"ticket": USERS}},
                    "web": {"paths": {"/": {"type": "json", "value": 1},
                      "ws": {"type": "websocket", "auth": {"ticket": USERS}},
                      "lp": {"type": "longpoll", "auth": {"ticket": USERS}}}}}]}]}""".replace(
                        "USERS",
                        "{\"type\": \"static\", \"principals\": {\"ann\": {\"ticket\": \"a\", \"role\": \"goes\"},"
                                + " \"bob\": {\"ticket\": \"b\", \"role\": \"stays\"}}}");
        start(json);
        String url = scheme + "://127.0.0.1:" + node.port("web").orElseThrow() + (path.equals("raw") ? "" : "/" + path);
        try (Client ann = client(url, "ann", "a");
                Client bob = client(url, "bob", "b")) {
            Session goes = ann.join().get(60, TimeUnit.SECONDS);
            Session stays = bob.join().get(60, TimeUnit.SECONDS);

            assertThat(reload(json.replace(", {\"name\": \"goes\"}", "")).isRight())
                    .isTrue();

            assertThat(goes.closed().get(60, TimeUnit.SECONDS).uri()).isEqualTo("wamp.error.no_such_role");
            assertThat(stays.isJoined()).isTrue();
        }
    }

    private static Client client(String url, String user, String ticket) {
        return Client.builder()
                .url(url)
                .realm("realm1")
                .reconnect(ReconnectOptions.OFF)
                .authentication(Authentications.ticket(user, ticket))
                .build();
    }

    @Test
    void aLongPollSessionOutlivesItsTransport() throws Exception {
        String stays = web("stays", 0, "\"a\": {\"type\": \"json\", \"value\": 1}");
        start(node(stays, web("goes", 0, "\"lp\": {\"type\": \"longpoll\"}")));
        try (Client client = Client.builder()
                .url("http://127.0.0.1:" + node.port("goes").orElseThrow() + "/lp")
                .realm("realm1")
                .reconnect(ReconnectOptions.OFF)
                .build()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);

            assertThat(reload(node(stays)).isRight()).isTrue();

            assertThat(session.call("wamp.session.count").as(Long.class).get(60, TimeUnit.SECONDS))
                    .isEqualTo(1);
        }
    }

    private String tls(Path key, Path certificate) {
        return """
                {"type": "rawsocket", "id": "tls", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": 0,
                  "tls": {"key": "%s", "certificate": "%s"}}}""".formatted(key, certificate);
    }

    private static X509Certificate shown(int port, Path trusted) throws Exception {
        try (SSLSocket socket = connected(port, trusted)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLSocket connected(int port, Path trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(trusted)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        try {
            socket.setSoTimeout(60_000);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The files have other content, and the configuration is the same. */
    @Test
    void aReplacedCertificateIsForNewConnections() throws Exception {
        Path key = Files.copy(TLS.resolve("key.pem"), folder.resolve("key.pem"));
        Path certificate = Files.copy(TLS.resolve("certificate.pem"), folder.resolve("certificate.pem"));
        Path before = TLS.resolve("certificate.pem").toAbsolutePath();
        String json = node(tls(key, certificate));
        start(json);
        int port = node.port("tls").orElseThrow();
        try (SSLSocket open = connected(port, before)) {
            shown(port, before);
            OtherCertificate.make(key, certificate);

            ReloadReport report = reload(json);

            assertThat(report.isRight()).isTrue();
            assertThat(report.outcomes()).isEmpty();
            assertThat(shown(port, certificate).getSubjectX500Principal().getName())
                    .contains("CN=other");
            open.getOutputStream().write(new byte[] {0x7f, (byte) 0xf1, 0, 0});
            assertThat(open.getInputStream().readNBytes(1))
                    .as("the open connection")
                    .containsExactly(0x7f);
        }
    }

    /** The new certificate does not fit the key, which has not been replaced. */
    @Test
    void aCertificateThatCannotBeUsedChangesNothing() throws Exception {
        Path key = Files.copy(TLS.resolve("key.pem"), folder.resolve("key.pem"));
        Path certificate = Files.copy(TLS.resolve("certificate.pem"), folder.resolve("certificate.pem"));
        Path before = TLS.resolve("certificate.pem").toAbsolutePath();
        String json = node(tls(key, certificate));
        start(json);
        int port = node.port("tls").orElseThrow();
        OtherCertificate.make(folder.resolve("unused.pem"), certificate);

        reload(json);

        assertThat(shown(port, before)).isNotNull();
    }

    /** The reloaded configuration names another certificate file; the content of the old file stays the same. */
    @Test
    void aCertificateOfAnotherFileIsForNewConnections() throws Exception {
        Path key = TLS.resolve("key.pem").toAbsolutePath();
        Path certificate = TLS.resolve("certificate.pem").toAbsolutePath();
        Path otherKey = folder.resolve("other-key.pem");
        Path otherCertificate = folder.resolve("other-certificate.pem");
        OtherCertificate.make(otherKey, otherCertificate);
        start(node(tls(key, certificate)));
        int port = node.port("tls").orElseThrow();
        shown(port, certificate);

        ReloadReport report = reload(node(tls(otherKey, otherCertificate)));

        assertThat(report.isRight()).isTrue();
        assertThat(node.port("tls")).hasValue(port);
        assertThat(shown(port, otherCertificate).getSubjectX500Principal().getName())
                .contains("CN=other");
        assertThatThrownBy(() -> shown(port, certificate)).isInstanceOf(IOException.class);
    }

    @Test
    void theAuditLogHasALineForEachReload() throws Exception {
        start(node(web("web", 0, "\"a\": {\"type\": \"json\", \"value\": 1}")));

        reload(node(web("web", 0, "\"a\": {\"type\": \"json\", \"value\": 2}")));
        Files.writeString(file, "{\"version\": 2, \"wrkers\": []}");
        node.reload(false).get(60, TimeUnit.SECONDS);
        node.reload(true).get(60, TimeUnit.SECONDS);
        node.close();

        List<String> lines = Files.readAllLines(folder.resolve("audit.log")).stream()
                .filter(line -> line.contains("\"event\":\"reload\""))
                .toList();
        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("\"right\":true", "\"summary\":\"1 change made\"", "path web/a changed"),
                        line -> assertThat(line).contains("\"right\":false", "did you mean", "\"changes\":[]"));
    }
}
