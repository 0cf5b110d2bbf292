package io.aerostat.router.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebSocketOptions;
import io.aerostat.router.realm.RealmDefinition;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests that the log names each peer that is refused before WAMP begins, with the reason (P10). */
class RefusedOpeningLinesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Router router = Router.builder()
            .realm(new RealmDefinition("realm1", new AllowingAll("anonymous")))
            .eventLoops(1)
            .start();
    private final Logger log = (Logger) LoggerFactory.getLogger("io.aerostat.router");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        appender.start();
        log.setLevel(Level.INFO);
        log.addAppender(appender);
    }

    @AfterEach
    void close() {
        log.detachAppender(appender);
        log.setLevel(null);
        router.close(Duration.ZERO).join();
    }

    private int port(Transport transport) throws Exception {
        return router.listen(new Listener("listener", new ListeningEndpoint.Tcp("127.0.0.1", 0), transport))
                .get(60, TimeUnit.SECONDS)
                .port();
    }

    /**
     * Sends bytes until the log has the line. Several attempts may be necessary, because the rate of such lines is
     * limited for the whole process, and another test may have reached the limit.
     */
    private void assertLine(int port, String sent, String line) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
                socket.getInputStream().readNBytes(1);
                await().atMost(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(lines)
                                .anySatisfy(each -> assertThat(each)
                                        .startsWith("INFO " + line)
                                        .contains(" from ")
                                        .endsWith("127.0.0.1:" + socket.getLocalPort())));
            }
        });
    }

    private static String upgrade(String headers) {
        return "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n";
    }

    @Test
    void aPageOfAnotherOriginIsNamed() throws Exception {
        WebSocketOptions options = WebSocketOptions.builder()
                .allowedOrigins(List.of("https://example.com"))
                .build();
        int port = port(new Transport.WebSocket(
                PathService.WebSocket.of(Access.ANONYMOUS).withOptions(options)));

        assertLine(
                port,
                upgrade("Origin: http://evil.example\r\nSec-WebSocket-Protocol: wamp.2.json\r\n"),
                "WebSocket refused: WebSocket connection denied: origin 'http://evil.example' not allowed");
    }

    @Test
    void aSubprotocolThatIsNotSpokenIsNamed() throws Exception {
        int port = port(new Transport.WebSocket(PathService.WebSocket.of(Access.ANONYMOUS)
                .withSubprotocols(List.of(Subprotocol.unbatched(Serialization.CBOR)))));

        assertLine(
                port,
                upgrade("Sec-WebSocket-Protocol: wamp.2.json\r\n"),
                "WebSocket refused: This server only speaks WebSocket subprotocols wamp.2.cbor");
    }

    @Test
    void bytesOfOtherProtocolsAreNamed() throws Exception {
        int port = port(Transport.rawSocket(Access.ANONYMOUS));

        assertLine(port, "GET / HTTP/1.1\r\n\r\n", "RawSocket refused: found first byte 0x47 (expected 0x7f)");
    }
}
