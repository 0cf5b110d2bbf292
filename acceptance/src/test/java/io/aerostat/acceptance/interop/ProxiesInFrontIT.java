package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.acceptance.FreePorts;
import io.aerostat.acceptance.RouterProcess;
import io.aerostat.acceptance.Surroundings;
import io.aerostat.acceptance.transport.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs nginx and HAProxy with the examples of docs/web-services.md in front of a node. */
class ProxiesInFrontIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path PAGE = Surroundings.root().resolve("docs/web-services.md");
    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "realm1", "roles": [{"name": "user", "permissions": [
                {"uri": "wamp.", "match": "prefix", "allow": {"call": true}}]}]}],
              "transports": [
                {"type": "web", "id": "web", "trusted_proxies": ["127.0.0.1"],
                 "endpoint": {"type": "tcp", "port": 0, "interface": "127.0.0.1"},
                 "paths": {"ws": {"type": "websocket", "auth": %1$s}, "lp": {"type": "longpoll", "auth": %1$s},
                   "readyz": {"type": "health", "probe": "ready_or_404"}}},
                {"type": "rawsocket", "id": "raw", "proxy_protocol": ["127.0.0.1"], "auth": %1$s,
                 "endpoint": {"type": "tcp", "port": 0, "interface": "127.0.0.1"}}]}]}
            """.formatted("""
                    {"ticket": {"type": "static", "principals": {"tina": {"ticket": "secret1", "role": "user"}}}}\
                    """);

    @TempDir
    private Path folder;

    private RouterProcess router;
    private Tool tool;

    @BeforeEach
    void start() throws Exception {
        ServerCertificate.make(folder);
        Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(folder.resolve("key.pem")) + Files.readString(folder.resolve("certificate.pem")));
        Files.writeString(folder.resolve("secret"), "secret1\n");
        router = RouterProcess.startWhole(Files.writeString(folder.resolve("config.json"), CONFIGURATION));
        tool = new Tool(folder);
    }

    @AfterEach
    void stop() {
        router.close();
    }

    /** Returns the example in this language, with the files and the node of this test. */
    private String example(String language) throws IOException {
        String page = Files.readString(PAGE);
        String fence = "```" + language + "\n";
        int begin = page.indexOf(fence) + fence.length();
        return page.substring(begin, page.indexOf("```", begin))
                .replace("127.0.0.1:8080", "127.0.0.1:" + router.port("web"))
                .replace("127.0.0.1:8081", "127.0.0.1:" + router.port("raw"))
                .replace("/etc/nginx/", folder + "/")
                .replace("/etc/haproxy/", folder + "/");
    }

    private Process launch(int port, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("proxy.log").toFile())
                .start();
        await("the proxy listens; see " + folder).atMost(SOON).until(() -> accepts(port) || !process.isAlive());
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("proxy.log")))
                .isTrue();
        return process;
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Joins, and lets the tool describe its own session, whose TLS ends at the proxy. */
    private void joinsOverTls(String url) {
        String own = tool.run(
                        "ls",
                        "--json",
                        "--url",
                        url,
                        "--ca",
                        "certificate.pem",
                        "--authmethod",
                        "ticket",
                        "--authid",
                        "tina",
                        "--secret-file",
                        "secret",
                        "sessions")
                .output();

        assertThat(own).as(url).contains("\"authid\":\"tina\"", "\"is_secure\":true");
    }

    @Test
    void theNodeWorksBehindNginx() throws Exception {
        int port = FreePorts.next();
        Files.writeString(
                folder.resolve("nginx.conf"), """
                daemon off;
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                %s
                }
                """.formatted(example("nginx").replace("listen 443", "listen " + port)));
        Process nginx = launch(port, "/usr/sbin/nginx", "-p", folder.toString(), "-c", "nginx.conf");
        try {
            joinsOverTls("wss://localhost:" + port + "/ws");
            joinsOverTls("https://localhost:" + port + "/lp");
        } finally {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    @Test
    void theNodeWorksBehindHaProxy() throws Exception {
        int port = FreePorts.next();
        int rawPort = FreePorts.next();
        Files.writeString(
                folder.resolve("haproxy.cfg"),
                example("haproxy").replace("bind :443", "bind :" + port).replace("bind :8443", "bind :" + rawPort));
        Process proxy = launch(rawPort, "/usr/sbin/haproxy", "-db", "-f", "haproxy.cfg");
        try {
            for (String url : List.of("wss://localhost:%d/ws", "https://localhost:%d/lp")) {
                joinsOverTls(url.formatted(port));
            }
            joinsOverTls("rss://localhost:" + rawPort);
        } finally {
            proxy.destroy();
            proxy.waitFor();
        }
    }
}
