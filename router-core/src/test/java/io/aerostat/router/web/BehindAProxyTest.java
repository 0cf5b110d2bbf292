package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.aerostat.router.cookie.CookieStorage;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.TrustedProxies;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.listener.option.CookieOptions;
import io.aerostat.router.session.TransportInfo;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import io.aerostat.router.websocket.WebSocketOpening;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Tests the router behind a proxy that handles TLS. The proxy passes on the Host header, reports the browser's
 * protocol, and connects to the router without TLS.
 */
class BehindAProxyTest {
    private static final TrustedProxies LOOPBACK = TrustedProxies.of(List.of("127.0.0.1"));

    private final TestServer server = new TestServer();
    private final EchoAcceptor acceptor = new EchoAcceptor();

    @AfterEach
    void stop() {
        server.close();
    }

    private SocketAddress listen(TrustedProxies proxies, String... origins) {
        CookieOptions cookie = new CookieOptions(
                "cbtid", 24, Duration.ofDays(7), true, true, Optional.empty(), new CookieStorage.InMemory(100));
        PathService.WebSocket webSocket = PathService.WebSocket.of(Access.ANONYMOUS)
                .withOptions(WebSocketOptions.builder()
                        .allowedOrigins(List.of(origins))
                        .build())
                .withCookie(cookie);
        Map<String, PathService> paths = Map.of("ws", webSocket, "lp", PathService.LongPoll.of(Access.ANONYMOUS));
        WebOptions options = new WebOptions(
                        false, Optional.of(WebOptions.DEFAULT_HSTS), Duration.ofSeconds(60), Duration.ofSeconds(10))
                .withTrustedProxies(proxies);
        return server.accepting(acceptor)
                .listen(new Transport.Web(paths, options))
                .address();
    }

    private static String open(SocketAddress address, String headers) throws Exception {
        try (Wire wire = Wire.connect(address)) {
            wire.send("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + "Sec-WebSocket-Protocol: wamp.2.json\r\n" + headers + "\r\n");
            return wire.readUntil("\r\n\r\n");
        }
    }

    /**
     * Waits for a number of links, and returns the transport of the last link. A connection becomes a link only after
     * the answer to its handshake has been written.
     */
    private TransportInfo link(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> acceptor.links.size() == count);
        return acceptor.last().link.transport();
    }

    @ParameterizedTest
    @CsvSource({
        "'Host: shop.example\r\nX-Forwarded-Proto: https\r\n'",
        "'Host: inner:8080\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: shop.example\r\n'",
        "'Host: shop.example:443\r\nX-Forwarded-Proto: https\r\n'",
        "'Host: inner\r\nForwarded: for=203.0.113.9;proto=https;host=shop.example\r\n'"
    })
    void theProxysOwnPageConnectsAndGetsItsCookie(String headers) throws Exception {
        SocketAddress address = listen(LOOPBACK, "https://nothing.example");

        String answer = open(address, headers + "Origin: https://shop.example\r\n");

        assertThat(answer).startsWith("HTTP/1.1 101 ").containsIgnoringCase("set-cookie: cbtid=");
        assertThat(link(1).isSecure()).isTrue();
        assertThat(open(address, headers + "Origin: http://shop.example\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(open(address, headers + "Origin: https://other.example\r\n")).startsWith("HTTP/1.1 400 ");
    }

    /** RFC 6797 §7.2: Strict-Transport-Security is never sent over unencrypted HTTP. */
    @ParameterizedTest
    @CsvSource({
        "true, X-Forwarded-Proto: https, true",
        "true, X-Forwarded-Proto: HTTPS, true",
        "true, 'Forwarded: for=203.0.113.9;proto=https', true",
        "true, 'X-Forwarded-Proto: https, http', false",
        "true, X-Forwarded-Proto: http, false",
        "true, X-Other: https, false",
        "false, X-Forwarded-Proto: https, false",
        "false, Forwarded: proto=https, false"
    })
    void onlyATrustedProxyMakesBrowsersComeBackWithTls(boolean isTrusted, String header, boolean isStrict)
            throws Exception {
        SocketAddress address = listen(isTrusted ? LOOPBACK : TrustedProxies.NONE, "*");

        Map<String, String> page = HttpClient.get(address, "/nothing", header).headers();
        String upgrade = open(address, "Host: a\r\n" + header + "\r\n");

        String expected = isStrict ? "max-age=31536000" : null;
        assertThat(page.get("strict-transport-security")).isEqualTo(expected);
        assertThat(upgrade).startsWith("HTTP/1.1 101 ");
        assertThat(upgrade.toLowerCase(Locale.ROOT).contains("strict-transport-security: max-age=31536000"))
                .isEqualTo(isStrict);
    }

    @Test
    void theClientIsKnownByItsOwnAddress() throws Exception {
        SocketAddress address = listen(LOOPBACK, "*");

        open(address, "Host: a\r\nX-Forwarded-For: 203.0.113.9\r\n");
        TransportInfo plain = link(1);
        assertThat(plain.peer()).isEqualTo("tcp4:203.0.113.9");
        assertThat(plain.isSecure()).isFalse();
        assertThat(plain.isPrivate()).as("the client has come over a network").isFalse();

        HttpClient.raw(
                address,
                "POST /lp/open HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n"
                        + "Connection: close\r\nContent-Length: 29\r\n\r\n{\"protocols\":[\"wamp.2.json\"]}");
        assertThat(link(2).peer()).isEqualTo("tcp4:203.0.113.9");
        assertThat(link(2).isSecure()).isTrue();
    }

    @Test
    void theRefusalOfAPageBehindAnUntrustedProxyHasItsReason() throws Exception {
        SocketAddress address = listen(TrustedProxies.NONE, "https://nothing.example");

        List<String> lines = logged(() -> {
            String answer =
                    open(address, "Host: shop.example\r\nX-Forwarded-Proto: https\r\nOrigin: https://shop.example\r\n");

            assertThat(answer)
                    .startsWith(
                            "HTTP/1.1 400 WebSocket connection denied: origin 'https://shop.example' not allowed\r\n");
        });

        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "origin 'https://shop.example' not allowed (expected http://shop.example:80 or one of"
                                        + " [https://nothing.example]; X-Forwarded-Proto: https is ignored, because"
                                        + " tcp4:127.0.0.1:",
                                " is not in trusted_proxies)"));
    }

    @Test
    void theReasonForAMissingCookieIsLoggedOnce() throws Exception {
        SocketAddress address = listen(TrustedProxies.NONE, "*");

        List<String> lines = logged(() -> {
            for (int i = 0; i < 3; i++) {
                String answer = open(
                        address, "Host: shop.example\r\nX-Forwarded-Proto: https\r\nOrigin: https://shop.example\r\n");
                assertThat(answer).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("set-cookie");
            }
        });

        assertThat(lines)
                .filteredOn(line -> line.startsWith("pages of https://shop.example get no cookie"))
                .singleElement()
                .asString()
                .contains("(expected http://shop.example:80 or an origin that allowed_origins names; X-Forwarded-Proto:"
                        + " https is ignored");
    }

    private interface Action {
        void run() throws Exception;
    }

    private static List<String> logged(Action action) throws Exception {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Logger web = (Logger) LoggerFactory.getLogger(WebSocketUpgrade.class);
        Logger opening = (Logger) LoggerFactory.getLogger(WebSocketOpening.class);
        ch.qos.logback.classic.Level before = web.getLevel();
        web.setLevel(ch.qos.logback.classic.Level.DEBUG);
        opening.setLevel(ch.qos.logback.classic.Level.INFO);
        appender.start();
        web.addAppender(appender);
        opening.addAppender(appender);
        try {
            action.run();
            return List.copyOf(appender.list).stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        } finally {
            web.detachAppender(appender);
            opening.detachAppender(appender);
            web.setLevel(before);
            opening.setLevel(null);
        }
    }
}
