package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final TestServer server = new TestServer();
    private SocketAddress address;
    private SocketAddress impatient;

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(folder.resolve("file.txt"), "a file");
        Map<String, PathService> deeper = Map.of(
                "there",
                new PathService.Json("{\"deep\":true}", false, false),
                "/",
                new PathService.Json("\"root\"", false, false));
        EchoAcceptor acceptor = new EchoAcceptor();
        Map<String, PathService> paths = Map.of(
                "ws", PathService.WebSocket.of(Access.ANONYMOUS),
                "lp", PathService.LongPoll.of(Access.ANONYMOUS),
                "data", new PathService.Json("{\"a\":1}", true, true),
                "plain", new PathService.Json("{}", false, false),
                "away", new PathService.Redirect("https://example.com/x?y=1"),
                "info", new PathService.NodeInfo(),
                "nested", new PathService.Nested(deeper),
                "bare", new PathService.Nested(Map.of("there", new PathService.Json("1", false, false))),
                "files", new PathService.StaticFiles(folder));
        address = listen(paths, Duration.ofMinutes(1), Duration.ofMinutes(1));
        impatient = listen(paths, Duration.ofMillis(1500), Duration.ofMillis(1000));
    }

    private SocketAddress listen(Map<String, PathService> paths, Duration idleTimeout, Duration requestTimeout) {
        WebOptions options = new WebOptions(true, Optional.of(Duration.ofDays(365)), idleTimeout, requestTimeout);
        return server.listen(new Transport.Web(paths, options)).address();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/data, 200, {\"a\":1}",
        "/data/, 200, {\"a\":1}",
        "/nested, 200, '\"root\"'",
        "/nested/, 200, '\"root\"'",
        "/nested/elsewhere, 200, '\"root\"'",
        "/nested/there, 200, {\"deep\":true}",
        "/bare/there, 200, 1",
        "/files/file.txt, 200, a file"
    })
    void pathsAreMatchedByComponent(String target, int status, String body) throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, target);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/datax", "/bare", "/bare/x", "/DATA", "*", "data"})
    void pathsWithoutAServiceAreNotFound(String target) throws Exception {
        assertThat(HttpClient.get(address, target).status()).isEqualTo(404);
    }

    @Test
    void json() throws Exception {
        assertThat(HttpClient.get(address, "/data").headers())
                .containsEntry("content-type", "application/json; charset=utf-8")
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("cache-control", "no-store, no-cache, must-revalidate, max-age=0");
        assertThat(HttpClient.get(address, "/plain").headers())
                .doesNotContainKeys("access-control-allow-origin", "cache-control");
    }

    @Test
    void redirect() throws Exception {
        HttpClient.Reply reply = HttpClient.get(address, "/away");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.headers()).containsEntry("location", "https://example.com/x?y=1");
    }

    @Test
    void nodeInfo() throws Exception {
        assertThat(HttpClient.get(address, "/info").body()).contains("<td>Release</td><td>1 &amp; &lt;2&gt;</td>");
    }

    @Test
    void strictTransportSecurity() throws Exception {
        assertThat(HttpClient.get(address, "/nothing").headers()).doesNotContainKey("strict-transport-security");
        assertThat(HttpClient.get(address, "/nothing", "X-Forwarded-Proto: https")
                        .headers())
                .as("whoever says it is no trusted proxy")
                .doesNotContainKey("strict-transport-security");
    }

    /** Load balancers such as HAProxy send an OPTIONS request to any path, to check whether a server is alive. */
    @ParameterizedTest
    @CsvSource({
        "/, 'GET, HEAD, POST, OPTIONS'",
        "*, 'GET, HEAD, POST, OPTIONS'",
        "/data, 'GET, HEAD, OPTIONS'",
        "/plain, 'GET, HEAD, OPTIONS'",
        "/away, 'GET, HEAD, OPTIONS'",
        "/info, 'GET, HEAD, OPTIONS'",
        "/files, 'GET, HEAD, OPTIONS'",
        "/files/missing, 'GET, HEAD, OPTIONS'",
        "/nested/there, 'GET, HEAD, OPTIONS'",
        "/ws, 'GET, HEAD, OPTIONS'",
        "/lp, 'POST, OPTIONS'"
    })
    void whichMethodsThereAre(String target, String allowed) throws Exception {
        HttpClient.Reply reply = HttpClient.request(address, "OPTIONS", target);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.headers()).containsEntry("allow", allowed).doesNotContainKey("content-length");
        assertThat(reply.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/bare/x", "/..", "/../"})
    void missingPathsHaveNoMethods(String target) throws Exception {
        assertThat(HttpClient.request(address, "OPTIONS", target).status()).isEqualTo(404);
    }

    /** Tests the default request of HAProxy's {@code option httpchk}. */
    @Test
    void aHealthCheckOfHttp10() throws Exception {
        assertThat(HttpClient.raw(address, "OPTIONS / HTTP/1.0\r\n\r\n").status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource({"/data, *", "/files/file.txt, *", "/plain,", "/info,"})
    void pagesOfOtherOriginsMayAskForWhatTheyMayRead(String target, String origin) throws Exception {
        HttpClient.Reply reply = HttpClient.request(
                address,
                "OPTIONS",
                target,
                "Origin: http://example.com",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: x-own");

        assertThat(reply.headers().get("access-control-allow-origin")).isEqualTo(origin);
        assertThat(reply.headers().get("access-control-allow-headers")).isEqualTo(origin == null ? null : "x-own");
    }

    @Test
    void whatIsBelowADocumentOrARedirectIsNotThere() throws Exception {
        for (String path : new String[] {"/data/x", "/plain/x/y", "/away/x"}) {
            assertThat(HttpClient.get(address, path).status()).isEqualTo(404);
        }
        assertThat(HttpClient.get(address, "/data/").status()).isEqualTo(200);
    }

    @Test
    void aConnectionServesSeveralRequests() throws Exception {
        try (Wire wire = Wire.connect(address)) {
            for (int i = 0; i < 3; i++) {
                wire.send("GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
                wire.read(2);
            }
        }
    }

    /** Requests that are sent without waiting are answered in order, even if some take longer. */
    @Test
    void pipelining() throws Exception {
        try (Wire wire = Wire.connect(address)) {
            wire.send("GET /files/file.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "HEAD /files/file.txt HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    + "GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    + "GET /ignored HTTP/1.1\r\nHost: localhost\r\n\r\n");
            String all = new String(wire.readToEnd(SOON), StandardCharsets.ISO_8859_1);

            assertThat(all.split("HTTP/1.1 ", -1)).hasSize(5);
            assertThat(all).containsSubsequence("200 OK", "a file", "200 OK", "{}", "200 OK", "404 Not Found");
        }
    }

    @Test
    void aBodyThatNobodyWantsIsDiscarded() throws Exception {
        HttpClient.Reply reply = HttpClient.raw(
                address,
                "GET /plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde"
                        + "GET /data HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(reply.body()).contains("{\"a\":1}");
    }

    @Test
    void aGreatBodyIsRefused() throws Exception {
        HttpClient.Reply reply = HttpClient.raw(
                address,
                "POST /plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void anExpectationIsMet() throws Exception {
        try (Wire wire = Wire.connect(address)) {
            wire.send("POST /plain HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue");
            wire.send("ab");
            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void http10() throws Exception {
        assertThat(HttpClient.raw(address, "GET /plain HTTP/1.0\r\n\r\n").body())
                .isEqualTo("{}");
    }

    /** A request that a proxy and the router could understand differently is refused. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /plain HTTP/1.1~~ | 400",
                "GET /plain HTTP/1.1~Host: a~Host: b~~ | 400",
                "GET /plain HTTP/2.0~Host: a~~ | 505",
                "nonsense~~ | 400",
                "GET /plain~~ | 400",
                "POST /plain HTTP/1.1~Host: a~Content-Length: 1~Content-Length: 2~~x | 400",
                "POST /plain HTTP/1.1~Host: a~Content-Length: -1~~x | 400",
                "POST /plain HTTP/1.1~Host: a~Content-Length: +1~~x | 400",
                "POST /plain HTTP/1.1~Host: a~Content-Length: 1~Transfer-Encoding: chunked~~0~~ | 400",
                "POST /plain HTTP/1.1~Host: a~Transfer-Encoding: chunked, identity~~0~~ | 400",
                "POST /plain HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~ | 400",
                "POST /plain HTTP/1.1~Host: a~Transfer-Encoding: chunked~~zz~~ | 400",
                "GET /plain HTTP/1.1~Host: a~Bad Name: x~~ | 400",
                "GET /plain HTTP/1.1~Host : a~~ | 400",
                "GET /plain HTTP/1.1~Host: a~X: b\u0000c~~ | 400"
            })
    void malformedRequests(String request, int status) throws Exception {
        HttpClient.Reply reply = HttpClient.raw(address, request.replace("~", "\r\n"));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("connection", "close");
    }

    @Test
    void longLinesAndHeadersAreBounded() throws Exception {
        assertThat(HttpClient.get(address, "/" + "x".repeat(10_000)).status()).isEqualTo(414);
        assertThat(HttpClient.get(address, "/plain", "X: " + "x".repeat(40_000)).status())
                .isEqualTo(431);
    }

    @Test
    void anIdleConnectionEnds() throws Exception {
        try (Wire wire = Wire.connect(impatient)) {
            wire.send("GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(new String(wire.readToEnd(SOON), StandardCharsets.UTF_8)).endsWith("{}");
        }
    }

    @Test
    void aRequestThatDripsInEnds() throws Exception {
        try (Wire wire = Wire.connect(impatient)) {
            wire.send("GET /plain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nab");

            assertThat(new String(wire.readToEnd(SOON), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 408 ");
        }
        try (Wire wire = Wire.connect(impatient)) {
            wire.send("GET /plain HT");

            assertThat(wire.readToEnd(SOON)).isEmpty();
        }
    }
}
