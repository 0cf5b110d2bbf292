package io.aerostat.router.web.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.UpstreamService.ReverseProxy;
import io.aerostat.router.listener.UpstreamService.Upstream;
import io.aerostat.router.listener.UpstreamService.WebSocketProxy;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that requests whose end or target an upstream could understand differently are refused. */
class ProxyRefusalsTest {
    private final TestServer server = new TestServer();
    private SocketAddress address;

    @BeforeEach
    void serve() {
        // No server listens at this address, so the router answers a request that it accepts with 502 or 503.
        Upstream nobody = new Upstream("127.0.0.1", 1);
        Map<String, PathService> paths = Map.of(
                "app", new ReverseProxy(nobody, "", Optional.empty(), Optional.empty()),
                "ws", new WebSocketProxy(nobody, "/"));
        address = server.listen(new Transport.Web(paths)).address();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String statusLine(String request) throws Exception {
        try (Wire wire = Wire.connect(address)) {
            wire.send(request.replace("~", "\r\n"));
            return wire.readUntil("\r\n").strip();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /app HTTP/1.1~Host: a~Connection: Content-Length~Content-Length: 1~~x",
                "POST /app HTTP/1.1~Host: a~Connection: close, content-length ~Content-Length: 1~~x",
                "POST /app HTTP/1.1~Host: a~Connection: close~Connection: CONTENT-LENGTH~Content-Length: 1~~x",
                "GET /app HTTP/1.1~Host: a~Connection: content-length~~",
                "POST /app HTTP/1.1~Host: a~Connection: transfer-encoding~Transfer-Encoding: chunked~~1~x~0~~",
                "GET /app HTTP/1.1~Host: a~Connection: host~~"
            })
    void headersThatDelimitTheRequestConcernNotOnlyOneConnection(String request) throws Exception {
        assertThat(statusLine(request)).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /app HTTP/1.1~Host: a~Connection: Upgrade~Upgrade: websocket~Content-Length: 1~~x",
                "GET /ws HTTP/1.1~Host: a~Connection: Upgrade~Upgrade: websocket~Content-Length: 1~~x",
                "GET /ws HTTP/1.1~Host: a~Connection: Upgrade~Upgrade: websocket~Transfer-Encoding: chunked~~1~x~0~~"
            })
    void anUpgradeToWebSocketHasNoBody(String request) throws Exception {
        assertThat(statusLine(request)).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app#", "/app/a#/../b", "/app?a#b", "http://a/app#/../b"})
    void aTargetWithAFragmentIsRefused(String target) throws Exception {
        assertThat(statusLine("GET " + target + " HTTP/1.1~Host: a~~")).isEqualTo("HTTP/1.1 400 Bad Request");
    }

    @Test
    void otherRequestsPassOn() throws Exception {
        assertThat(statusLine("POST /app HTTP/1.1~Host: a~Connection: x-content-length~Content-Length: 1~~x"))
                .startsWith("HTTP/1.1 502 ");
        assertThat(statusLine("GET /ws HTTP/1.1~Host: a~Connection: Upgrade~Upgrade: websocket~Content-Length: 0~~"))
                .startsWith("HTTP/1.1 503 ");
    }
}
