package io.aerostat.node.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.Router;
import io.aerostat.router.listener.Addresses;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.WebOptions;
import io.aerostat.router.observation.MetricsPage;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connects with headers of the PROXY protocol, from addresses that may send them and from others. */
class ProxyProtocolTest {
    private static final String GET = "GET /m HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    /** Version 2, command PROXY, TCP over IPv4, from 192.0.2.1:56324 to 10.0.0.1:443. */
    private static final String VERSION_2 = "0d0a0d0a000d0a515549540a" + "2111000c" + "c00002010a000001" + "dc0401bb";

    /** The same with a field that says how the client has connected; bit 0 of the first byte of its value means TLS. */
    private static final String VERSION_2_SSL =
            "0d0a0d0a000d0a515549540a" + "21110014" + "c00002010a000001" + "dc0401bb" + "200005%s00000000";

    /** Version 2, command LOCAL: the proxy's own health check. */
    private static final String LOCAL = "0d0a0d0a000d0a515549540a" + "20000000";

    private @Nullable Router router;

    /** Listens with a page of metrics that nobody may read, because its refusal names the client. */
    private SocketAddress listen(String... proxies) throws Exception {
        WebOptions options =
                new WebOptions(false, Optional.of(Duration.ofDays(1)), Duration.ofSeconds(60), Duration.ofSeconds(60));
        Transport web = new Transport.Web(Map.of("m", new PathService.Metrics(Addresses.NONE)), options);
        Router started = Router.builder()
                .metricsPage(accept -> new MetricsPage.Rendered("text/plain", new byte[0]))
                .listen(new Listener("test", new ListeningEndpoint.Tcp("127.0.0.1", 0), web)
                        .withProxyProtocol(Addresses.of(List.of(proxies))))
                .start();
        router = started;
        started.ready().get(60, TimeUnit.SECONDS);
        return started.addresses().get(0);
    }

    @AfterEach
    void stop() throws Exception {
        if (router != null) {
            router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
        }
    }

    private static String talk(SocketAddress address, byte[] header, String request) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(address);
            socket.getOutputStream().write(header);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return ""; // the router has closed the connection while bytes arrived
        }
    }

    @Test
    void bothVersionsNameTheClient() throws Exception {
        SocketAddress address = listen("127.0.0.1");

        assertThat(talk(address, "PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n".getBytes(ISO_8859_1), GET))
                .contains("tcp4:192.0.2.1:56324");
        assertThat(talk(address, "PROXY TCP6 2001:db8::1 2001:db8::2 56324 443\r\n".getBytes(ISO_8859_1), GET))
                .contains("tcp6:2001:db8:0:0:0:0:0:1:56324");
        assertThat(talk(address, HexFormat.of().parseHex(VERSION_2), GET)).contains("tcp4:192.0.2.1:56324");
    }

    @Test
    void aProxyThatEndsTlsSaysSo() throws Exception {
        SocketAddress address = listen("127.0.0.1");

        assertThat(talk(address, HexFormat.of().parseHex(VERSION_2_SSL.formatted("01")), GET))
                .contains("tcp4:192.0.2.1:56324")
                .containsIgnoringCase("\r\nstrict-transport-security: max-age=");
        assertThat(talk(address, HexFormat.of().parseHex(VERSION_2_SSL.formatted("00")), GET))
                .contains("tcp4:192.0.2.1:56324")
                .doesNotContainIgnoringCase("strict-transport-security");
    }

    @Test
    void theProxyItselfIsAClientToo() throws Exception {
        SocketAddress address = listen("127.0.0.1");

        assertThat(talk(address, HexFormat.of().parseHex(LOCAL), GET)).contains("tcp4:127.0.0.1:");
        assertThat(talk(address, "PROXY UNKNOWN\r\n".getBytes(ISO_8859_1), GET)).contains("tcp4:127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n",
                "PROXY TCP4 nonsense\r\n",
                "PROXY TCP4 192.0.2.1 10.0.0.1 99999 443\r\n",
                "PROXY "
            })
    void aTrustedProxyMustSendAValidHeader(String header) throws Exception {
        assertThat(talk(listen("127.0.0.1"), header.getBytes(ISO_8859_1), GET)).isEmpty();
    }

    @Test
    void othersMustNotSendAHeader() throws Exception {
        SocketAddress address = listen("10.0.0.0/8");

        assertThat(talk(address, "PROXY TCP4 10.0.0.1 10.0.0.1 56324 443\r\n".getBytes(ISO_8859_1), GET))
                .startsWith("HTTP/1.1 400 ");
        assertThat(talk(address, new byte[0], GET)).contains("tcp4:127.0.0.1:");
    }
}
