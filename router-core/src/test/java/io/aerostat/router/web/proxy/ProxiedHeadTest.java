package io.aerostat.router.web.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.UpstreamService.ReverseProxy;
import io.aerostat.router.listener.UpstreamService.Upstream;
import io.aerostat.router.transport.TestServer;
import io.aerostat.router.transport.Wire;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that a client gets the head of a response before the upstream has sent any of the body. */
@Timeout(120)
class ProxiedHeadTest {
    @Test
    void theHeadArrivesBeforeTheBody() throws Exception {
        try (TestServer server = new TestServer();
                ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Upstream to = new Upstream("127.0.0.1", listening.getLocalPort());
            Transport web =
                    new Transport.Web(Map.of("app", new ReverseProxy(to, "", Optional.empty(), Optional.empty())));
            try (Wire client = Wire.connect(server.listen(web).address())) {
                client.send("GET /app HTTP/1.1\r\nHost: a\r\n\r\n");
                try (Socket upstream = listening.accept()) {
                    readHead(upstream.getInputStream());
                    upstream.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".getBytes(ISO_8859_1));

                    assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");

                    upstream.getOutputStream().write("hello".getBytes(ISO_8859_1));
                    assertThat(client.read(5)).isEqualTo("hello".getBytes(ISO_8859_1));
                }
            }
        }
    }

    private static void readHead(InputStream in) throws Exception {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
    }
}
