package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.Program;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.transport.ServerCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the commands of the tool, in processes of their own, with each transport and authentication method of the node.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse";
    private static final String JWT_SECRET = "0123456789abcdef0123456789abcdef";

    private final Map<String, String> urls = new TreeMap<>();
    private Path folder;
    private Tool tool;
    private RouterProcess router;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        tool = new Tool(folder);
        ServerCertificate.make(folder);
        Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
        Files.writeString(folder.resolve("token"), token() + "\n");
        done(tool.runWith(PASSWORD, "passwd", "scram.json", "sam", "--role", "user"));
        done(tool.runWith(PASSWORD, "passwd", "scram.json", "sally", "--role", "user", "--form", "crossbar-scram"));
        done(tool.runWith(PASSWORD, "passwd", "wampcra.json", "carl", "--role", "user", "--form", "wampcra"));
        String key = done(tool.run("keygen", "--out", "key")).replaceAll("(?s).*public: ([0-9a-f]{64}).*", "$1");
        Path config = Files.writeString(folder.resolve("config.json"), configuration(key));
        done(tool.run("check", "--config", config.toString()));
        router = RouterProcess.startWhole(config);
        urls.put("ws", "ws://127.0.0.1:" + router.port("plain") + "/ws");
        urls.put("http", "http://127.0.0.1:" + router.port("plain") + "/lp");
        urls.put("rs", "rs://127.0.0.1:" + router.port("raw"));
        urls.put("wss", "wss://localhost:" + router.port("secure") + "/ws");
        urls.put("https", "https://localhost:" + router.port("secure") + "/lp");
        urls.put("rss", "rss://localhost:" + router.port("rawtls"));
        urls.put("unix", "unix://" + folder.resolve("sock"));
    }

    @AfterAll
    void stop() {
        router.close();
    }

    private static String done(Program.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private String configuration(String publicKey) throws IOException, GeneralSecurityException {
        String auth = """
            {"anonymous": {"type": "static", "role": "user"},
             "ticket": {"type": "static", "principals": {"tina": {"ticket": "%s", "role": "user"}}},
             "wampcra": {"type": "static", "users": %s},
             "scram": {"type": "static", "principals": %s},
             "cryptosign": {"type": "static", "principals": {"cathy": {"authorized_keys": ["%s"], "role": "user"}}},
             "jwt": {"keys": {"type": "secret", "secret": "%s"}}%s}\
            """;
        String users = Files.readString(folder.resolve("wampcra.json"));
        String principals = Files.readString(folder.resolve("scram.json"));
        String plain = auth.formatted(PASSWORD, users, principals, publicKey, JWT_SECRET, "");
        String tls = auth.formatted(
                PASSWORD,
                users,
                principals,
                publicKey,
                JWT_SECRET,
                ", \"tls\": {\"type\": \"static\", \"principals\": {\"terry\": {\"certificate-sha256\": \""
                        + fingerprint() + "\", \"role\": \"user\"}}}");
        String withCookies = plain.substring(0, plain.length() - 1) + ", \"cookie\": {}}";
        String endpoint = "\"endpoint\": {\"type\": \"tcp\", \"port\": 0, \"interface\": \"127.0.0.1\"}";
        String secure = """
            "endpoint": {"type": "tcp", "port": 0, "interface": "127.0.0.1", "tls": {"key": "key.pem",
              "certificate": "certificate.pem", "ca_certificates": []}}\
            """;
        String demanding = secure.replace("[]", "[\"certificate.pem\"]");
        return """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "user", "permissions": [
                {"uri": "com.", "match": "prefix", "allow": {"call": true, "register": true, "publish": true,
                  "subscribe": true}},
                {"uri": "wamp.", "match": "prefix", "allow": {"call": true}}]}]}],
              "transports": [
                {"type": "web", "id": "plain", %s, "paths": {"/": {"type": "nodeinfo"},
                  "ws": {"type": "websocket", "auth": %s, "cookie": {}}, "lp": {"type": "longpoll", "auth": %s}}},
                {"type": "web", "id": "secure", %s, "paths": {"/": {"type": "nodeinfo"},
                  "ws": {"type": "websocket", "auth": %s}, "lp": {"type": "longpoll", "auth": %s}}},
                {"type": "web", "id": "demanding", %s, "paths": {"/": {"type": "nodeinfo"},
                  "ws": {"type": "websocket", "auth": %s}}},
                {"type": "rawsocket", "id": "raw", %s, "auth": %s},
                {"type": "rawsocket", "id": "rawtls", %s, "auth": %s},
                {"type": "rawsocket", "id": "rawunix", "endpoint": {"type": "unix", "path": "sock"}, "auth": %s}]}]}
            """.formatted(
                        endpoint,
                        withCookies,
                        plain,
                        secure,
                        plain,
                        plain,
                        demanding,
                        tls,
                        endpoint,
                        plain,
                        secure,
                        plain,
                        plain);
    }

    private String fingerprint() throws IOException, GeneralSecurityException {
        byte[] certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(folder.resolve("certificate.pem")))
                .getEncoded();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate);
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }

    private static String token() throws GeneralSecurityException {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String content = base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + base64.encodeToString(
                        "{\"sub\":\"jane\",\"role\":\"user\",\"exp\":4102444800}".getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(JWT_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return content + "." + base64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** Calls a procedure of the meta API that returns how this session has joined. */
    private Program.Outcome whoAmI(String url, String... options) {
        List<String> arguments = new ArrayList<>(List.of("ls", "--json", "--url", url, "--ca", "certificate.pem"));
        arguments.addAll(List.of(options));
        arguments.add("sessions");
        return tool.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"ws", "rs", "unix", "http", "wss", "rss", "https"})
    void commandsJoinOverEveryTransport(String scheme) {
        assertThat(done(whoAmI(urls.get(scheme)))).contains("\"authmethod\":\"anonymous\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ticket | ws | tina | --secret-file secret",
                "wampcra | rs | carl | --secret-file secret",
                "wamp-scram | unix | sam | --secret-file secret",
                "scram | https | sally | --secret-file secret",
                "jwt | rss | jane | --secret-file token",
                "cryptosign | ws | cathy | --key-file key",
                "cryptosign | wss | cathy | --key-file key",
                "wamp-scram | rss | sam | --secret-file secret --channel-binding tls-server-end-point",
            })
    void commandsJoinByEveryMethod(String method, String scheme, String authid, String options) {
        List<String> all = new ArrayList<>(List.of("--authmethod", method));
        if (!method.equals("jwt")) {
            all.addAll(List.of("--authid", authid));
        }
        all.addAll(List.of(options.split(" ")));

        String listed = done(whoAmI(urls.get(scheme), all.toArray(String[]::new)));

        assertThat(listed).contains("\"authid\":\"" + authid + "\"");
        Program.Outcome refused = whoAmI(
                urls.get(scheme),
                all.stream()
                        .map(option -> option.equals("secret") || option.equals("token") ? "config.json" : option)
                        .map(option -> option.equals(authid) && method.equals("cryptosign") ? "nobody" : option)
                        .toArray(String[]::new));
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(77);
        assertThat(refused.output()).startsWith("the join was refused: ").hasLineCount(1);
    }

    @Test
    void commandsJoinByACertificate() {
        String url = "wss://localhost:" + router.port("demanding") + "/ws";

        String listed = done(whoAmI(url, "--authmethod", "tls", "--cert", "certificate.pem", "--cert-key", "key.pem"));

        assertThat(listed).contains("\"authid\":\"terry\"", "\"authmethod\":\"tls\"");
        assertThat(whoAmI(url, "--authmethod", "tls").exitCode()).isEqualTo(69);
    }

    @Test
    void commandsJoinByACookie() throws IOException {
        String cookie = "Cookie: " + cookie();
        String url = urls.get("ws");

        done(whoAmI(url, "--header", cookie, "--authmethod", "ticket", "--authid", "tina", "--secret-file", "secret"));
        String listed = done(whoAmI(url, "--header", cookie, "--authmethod", "cookie"));

        assertThat(listed).contains("\"authid\":\"tina\"", "\"authmethod\":\"cookie\"");
    }

    /** Opens a WebSocket as a browser does, and returns the cookie that the router sets. */
    private String cookie() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), router.port("plain"))) {
            socket.setSoTimeout(60_000);
            String key = Base64.getEncoder().encodeToString(new byte[16]);
            socket.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Key: " + key + "\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Protocol: wamp.2.json\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("set-cookie:")) {
                    return line.substring(11).strip().split(";")[0];
                }
            }
        }
        throw new IOException("the router sets no cookie");
    }

    @Test
    void anUntrustedCertificateIsRefused() {
        Program.Outcome outcome = tool.run("call", "--url", urls.get("wss"), "com.any");

        assertThat(outcome.exitCode()).isEqualTo(69);
        assertThat(outcome.output()).startsWith("no router answers: ").hasLineCount(1);
    }

    @Test
    void programsAnswerAndEventsArrive() throws Exception {
        try (Tool.Running program =
                        tool.start("register", "register", "--url", urls.get("rs"), "--count", "1", "com.cat", "cat");
                Tool.Running events =
                        tool.start("subscribe", "subscribe", "--url", urls.get("unix"), "--count", "1", "com.topic")) {
            program.await("registered com.cat");
            events.await("subscribed to com.topic");

            assertThat(done(tool.run("call", "--url", urls.get("ws"), "com.cat", "1", "two=2")))
                    .isEqualTo("{\"procedure\":\"com.cat\",\"args\":[1],\"kwargs\":{\"two\":2}}");
            done(tool.run("publish", "--url", urls.get("http"), "com.topic", "hello"));

            assertThat(program.end()).isZero();
            assertThat(events.end()).isZero();
            assertThat(events.output()).endsWith("com.topic hello\n");
        }
    }

    @Test
    void aSignalEndsACommandWithItsProgramsAndItsSession() throws Exception {
        Path pid = folder.resolve("slow.pid");
        String url = urls.get("ws");
        String slow = "echo $$ >slow.pid; exec sleep 600";
        try (Tool.Running program = tool.start("ended", "register", "--url", url, "com.slow", "sh", "-c", slow)) {
            program.await("registered com.slow");
            try (Tool.Running call = tool.start("waiting", "call", "--url", url, "com.slow")) {
                await().atMost(SOON).until(() -> Files.exists(pid) && Files.size(pid) > 0);
                long sleeping = Long.parseLong(Files.readString(pid).strip());

                program.signal();

                assertThat(program.end()).isEqualTo(143);
                assertThat(program.output()).endsWith("registered com.slow\n");
                assertThat(call.end()).isEqualTo(1);
                assertThat(call.output()).startsWith("wamp.error.canceled");
                await().atMost(SOON)
                        .until(() -> ProcessHandle.of(sleeping)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty());
            }
        }
    }

    @Test
    void theNodeIsWatchedThroughItsSocket() throws Exception {
        String config = folder.resolve("config.json").toString();
        try (Tool.Running events = tool.start("watched", "subscribe", "--url", urls.get("ws"), "com.watched")) {
            events.await("subscribed to com.watched");
            String top = done(tool.run("top", "--config", config, "--once", "--interval", "100ms", "--json", "realm1"));
            String id = top.replaceAll("(?s).*\"session\":(\\d+),[^}]*\"transport\":\"websocket[^}]*.*", "$1");
            try (Tool.Running trace = tool.start("trace", "trace", "--config", config, "--count", "1", "realm1", id)) {
                trace.await("tracing session " + id);
                done(tool.run("publish", "--url", urls.get("rs"), "com.watched", "secret"));

                assertThat(trace.end()).isZero();
                assertThat(trace.output()).contains("router <- EVENT").doesNotContain("secret");
            }
        }
    }
}
