package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.TrustedProxies;
import io.aerostat.router.listener.UpstreamService.ReverseProxy;
import io.aerostat.router.listener.UpstreamService.Upstream;
import io.aerostat.router.listener.UpstreamService.WebSocketProxy;
import io.aerostat.router.listener.WebOptions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passes requests on to servers that answer, hang, fail, and speak WebSocket. */
@Timeout(120)
class ReverseProxyTest {
    /** A request as the upstream has received it. */
    private record Received(String line, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return String.join("; ", headers.getOrDefault(name, List.of()));
        }
    }

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private HttpServer upstream;
    private ServerSocket raw;
    private BridgedRealm realm;

    @BeforeEach
    void serve() throws Exception {
        upstream = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        upstream.setExecutor(threads);
        upstream.createContext("/", exchange -> {
            Map<String, List<String>> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(new Received(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers, body));
            exchange.getResponseHeaders().add("X-Two", "1");
            exchange.getResponseHeaders().add("X-Two", "2");
            exchange.getResponseHeaders().add("Keep-Alive", "timeout=5");
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().getPath().endsWith("missing") ? 404 : 200,
                    body.length == 0 ? -1 : body.length > 1000 ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
        raw = new ServerSocket(0, 10, loopback);
        int port = upstream.getAddress().getPort();
        Map<String, PathService> paths = new HashMap<>();
        paths.put("app", new ReverseProxy(to(port), "/base/", Optional.of(8443), Optional.of("https")));
        paths.put("/", new ReverseProxy(to(port), "", Optional.empty(), Optional.empty()));
        paths.put("raw", new ReverseProxy(to(raw.getLocalPort()), "", Optional.empty(), Optional.empty()));
        paths.put("nobody", new ReverseProxy(to(1), "", Optional.empty(), Optional.empty()));
        paths.put("nobodyws", new WebSocketProxy(to(1), "/ws"));
        paths.put("named", new ReverseProxy(new Upstream("localhost", port), "", Optional.empty(), Optional.empty()));
        realm = new BridgedRealm(
                Router.builder(),
                paths,
                WebOptions.DEFAULT.withTrustedProxies(TrustedProxies.of(List.of("127.0.0.1"))));
    }

    private static Upstream to(int port) {
        return new Upstream("127.0.0.1", port, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() throws Exception {
        realm.close();
        upstream.stop(0);
        raw.close();
        threads.shutdownNow();
    }

    private Received next() throws InterruptedException {
        return received.poll(60, TimeUnit.SECONDS);
    }

    @Test
    void theUpstreamLearnsWhereTheRequestComesFrom() throws Exception {
        HttpResponse<String> response = realm.send(realm.request("/app/a%20b/c?x=%20y&z")
                .headers("X-Forwarded-For", "192.0.2.7", "X-Forwarded-Host", "example.com", "TE", "gzip", "X-Own", "1")
                .GET()
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("x-two")).containsExactly("1", "2");
        assertThat(response.headers().map()).doesNotContainKey("keep-alive");
        Received request = next();
        assertThat(request.line()).isEqualTo("GET /base/a%20b/c?x=%20y&z");
        assertThat(request.header("x-forwarded-for")).isEqualTo("192.0.2.7");
        assertThat(request.header("x-real-ip")).isEqualTo("192.0.2.7");
        assertThat(request.header("x-forwarded-host")).isEqualTo("example.com");
        assertThat(request.header("x-forwarded-port")).isEqualTo("8443");
        assertThat(request.header("x-forwarded-proto")).isEqualTo("https");
        assertThat(request.header("host"))
                .isEqualTo("127.0.0.1:" + upstream.getAddress().getPort());
        assertThat(request.header("te")).isEmpty();
        assertThat(request.header("x-own")).isEqualTo("1");
    }

    @Test
    void pathsAndStatusesPassUnchanged() throws Exception {
        assertThat(realm.send(realm.request("/missing").GET().build()).statusCode())
                .isEqualTo(404);
        assertThat(next().line()).isEqualTo("GET /missing");
        realm.send(realm.request("/app").GET().build());
        assertThat(next().line()).isEqualTo("GET /base");
        realm.send(realm.request("/named/x")
                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                .build());
        Received request = next();
        assertThat(request.line()).isEqualTo("DELETE /x");
        assertThat(request.header("x-forwarded-proto")).isEqualTo("http");
        assertThat(request.header("x-forwarded-port")).isEqualTo(String.valueOf(realm.port));
    }

    @Test
    void bodiesOfAnySizePassInBothDirections() throws Exception {
        byte[] large = new byte[8 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i * 31 >> 3);
        }
        for (HttpRequest.BodyPublisher body : List.of(
                HttpRequest.BodyPublishers.ofByteArray(large),
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<byte[]> response = HttpClient.newHttpClient()
                    .send(realm.request("/app/large").POST(body).build(), HttpResponse.BodyHandlers.ofByteArray());

            assertThat(next().body()).isEqualTo(large);
            assertThat(response.body()).isEqualTo(large);
        }
        assertThat(realm.post("/app/small", "small").body()).isEqualTo("small");
    }

    @Test
    void anUpstreamThatDoesNotListenIsABadGateway() throws Exception {
        assertThat(realm.send(realm.request("/nobody/x").GET().build()).statusCode())
                .isEqualTo(502);
        assertThat(raw("GET /nobodyws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("WebSocket reverse proxy backend not reachable");
        assertThat(realm.send(realm.request("/nobodyws").GET().build()).statusCode())
                .isEqualTo(426);
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(loopback, realm.port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Accepts one connection, reads the head of the request, and answers with these bytes. */
    private void answerRaw(String answer, boolean close) {
        threads.execute(() -> {
            try {
                Socket socket = raw.accept();
                InputStream in = socket.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(ISO_8859_1));
                out.flush();
                if (close) {
                    socket.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aHangingUpstreamIsATimeout() throws Exception {
        answerRaw("", false);

        assertThat(realm.send(realm.request("/raw").GET().build()).statusCode()).isEqualTo(504);
    }

    @Test
    void aBrokenUpstreamIsABadGateway() throws Exception {
        answerRaw("", true);
        assertThat(realm.send(realm.request("/raw").GET().build()).statusCode()).isEqualTo(502);
        answerRaw("nonsense\r\n\r\n", true);
        assertThat(realm.send(realm.request("/raw").GET().build()).statusCode()).isEqualTo(502);
        answerRaw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", true);
        assertThat(realm.send(realm.request("/raw").GET().build()).statusCode()).isEqualTo(502);
    }

    @Test
    void aBodyThatEndsWithTheConnectionIsWhole() throws Exception {
        answerRaw("HTTP/1.0 200 OK\r\n\r\nhello", true);

        assertThat(realm.send(realm.request("/raw").GET().build()).body()).isEqualTo("hello");
    }

    @Test
    void aBodyThatIsCutOffIsNotTakenAsWhole() throws Exception {
        answerRaw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello", true);

        String response = raw("GET /raw HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(response.toLowerCase(Locale.ROOT))
                .contains("content-length: 10")
                .endsWith("hello");
    }

    @Test
    void aProxyThatLeadsToItselfIsNoticed() throws Exception {
        String via = "1.1 a, ".repeat(10).replaceFirst(", $", "");

        HttpResponse<String> response =
                realm.send(realm.request("/app").header("Via", via).GET().build());

        assertThat(response.statusCode()).isEqualTo(508);
    }

    @Test
    void aWebSocketPassesThroughBothKindsOfProxy() throws Exception {
        Access backend = Access.by(new AuthenticationOptions.Anonymous("backend", null));
        try (BridgedRealm inner = new BridgedRealm(Map.of("ws", PathService.WebSocket.of(backend)));
                BridgedRealm outer = new BridgedRealm(Map.of(
                        "all", new ReverseProxy(to(inner.port), "", Optional.empty(), Optional.empty()),
                        "ws", new WebSocketProxy(to(inner.port), "/ws")))) {
            inner.session
                    .register("com.example.echo", call -> call.args().get(0))
                    .get(60, TimeUnit.SECONDS);
            for (String path : List.of("/all/ws", "/ws")) {
                try (Client client = Client.builder()
                        .url("ws://127.0.0.1:" + outer.port + path)
                        .realm("realm1")
                        .build()) {
                    Session session = client.connect().get(60, TimeUnit.SECONDS);
                    String large = "x".repeat(1 << 20);

                    assertThat(session.call("com.example.echo", large)
                                    .as(String.class)
                                    .get(60, TimeUnit.SECONDS))
                            .isEqualTo(large);
                }
            }
        }
    }
}
