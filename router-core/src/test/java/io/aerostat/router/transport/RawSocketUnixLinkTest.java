package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.ListeningEndpoint;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawSocketUnixLinkTest extends RawSocketTcpLinkTest {
    @TempDir
    Path folder;

    private int sockets;

    @Override
    SocketAddress listen(LinkAcceptor acceptor, ConnectionOptions options, Duration handshakeTimeout) {
        Path path = folder.resolve("router" + sockets++ + ".sock");
        server.accepting(acceptor).listen(new ListeningEndpoint.Unix(path), transport(options, handshakeTimeout));
        return UnixDomainSocketAddress.of(path);
    }

    /**
     * Returns a size that the operating system accepts at once, because Netty closes a Unix domain socket as soon as it
     * has read the end of the peer's stream.
     */
    @Override
    int sizeAfterTheEnd() {
        return 50_000;
    }

    @Test
    void transportInfo() throws Exception {
        try (TestPeer peer = join()) {
            assertThat(acceptor.last().link.transport().channelType()).isEqualTo("unix");
            assertThat(acceptor.last().link.transport().peer()).isEqualTo("unix:" + folder.resolve("router0.sock"));
            assertThat(acceptor.last().link.transport().isSecure()).isTrue();
        }
    }

    @Test
    void aSocketLeftBehindIsReplaced() throws Exception {
        Path path = folder.resolve("router1.sock");
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path));
        dead.close();
        assertThat(path).exists();

        address = listen(acceptor, OPTIONS, PATIENT);

        try (TestPeer peer = join()) {
            assertLives(peer);
        }
    }

    @Test
    void aSocketInUseIsNot() throws Exception {
        Path path = folder.resolve("router1.sock");
        try (ServerSocketChannel alive = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            alive.bind(UnixDomainSocketAddress.of(path));

            assertThatThrownBy(() -> listen(acceptor, OPTIONS, PATIENT))
                    .hasMessageContaining("cannot listen on unix " + path + ": another process is listening there");
        }
    }

    @Test
    void anyOtherFileStays() throws Exception {
        Path path = folder.resolve("router1.sock");
        Files.writeString(path, "precious");

        assertThatThrownBy(() -> listen(acceptor, OPTIONS, PATIENT))
                .hasMessageContaining("found a file (expected nothing, or a socket left behind)");
        assertThat(path).hasContent("precious");
    }

    @Test
    void theSocketIsRemovedInTheEnd() {
        server.close();

        assertThat(folder.resolve("router0.sock")).doesNotExist();
    }
}
