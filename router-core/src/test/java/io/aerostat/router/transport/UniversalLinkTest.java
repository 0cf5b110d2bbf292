package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Transport;
import java.net.SocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RAW-12: tests RawSocket, recognized by its first byte, on a port that also accepts WebSocket. */
class UniversalLinkTest extends RawSocketTcpLinkTest {
    @Override
    SocketAddress listen(LinkAcceptor acceptor, ConnectionOptions options, Duration handshakeTimeout) throws Exception {
        return server.accepting(acceptor)
                .listen(new Transport.Universal(
                        transport(options, handshakeTimeout), WebSocketTcpLinkTest.web(options, handshakeTimeout)))
                .address();
    }

    @Test
    void webSocketOnTheSamePort() throws Exception {
        try (TestPeer raw = join();
                TestPeer web = TestPeer.webSocket(connect(address), "/ws", Serialization.JSON)) {
            assertLives(raw);
            assertLives(web);
            assertThat(acceptor.links).hasSize(2);
        }
    }

    @Test
    @Override
    void anHttpRequestEndsTheConnectionWithoutAWord() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        }
    }
}
