package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.ServerTlsOptions;
import io.aerostat.router.listener.Transport;
import java.net.SocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebSocketTlsLinkTest extends WebSocketTcpLinkTest {
    @TempDir
    static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificates = Certificates.make(folder, "localhost", "EC");
    }

    @Override
    SocketAddress listen(TestServer server, Transport.Web transport) {
        return server.accepting(acceptor)
                .listen(
                        new ListeningEndpoint.Tcp("127.0.0.1", 0)
                                .withTls(new ServerTlsOptions(certificates.keyFile(), certificates.certificateFile())),
                        transport)
                .address();
    }

    @Override
    Wire connect(SocketAddress address) throws Exception {
        return Wire.connectTls(address, certificates.trusting());
    }

    @Override
    int encryptionOverhead() {
        return 2 << 14; // less than 1 % of the budget
    }

    @Override
    String scheme() {
        return "https";
    }

    @Override
    Wire connectSilently(SocketAddress address) throws Exception {
        return Wire.connectTlsSilently(address, certificates.trusting());
    }

    @Test
    @Override
    void transportInfo() throws Exception {
        try (TestPeer peer = join()) {
            assertThat(acceptor.last().link.transport().channelType()).isEqualTo("tls");
            assertThat(acceptor.last().link.transport().isSecure()).isTrue();
        }
    }
}
