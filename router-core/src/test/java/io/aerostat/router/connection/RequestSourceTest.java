package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.listener.TrustedProxies;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSourceTest {
    private static final TrustedProxies PROXIES =
            TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

    private static RequestSource source(SocketAddress peer, TrustedProxies proxies, String... headers) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return peer;
            }

            @Override
            protected SocketAddress localAddress0() {
                return peer instanceof UnixDomainSocketAddress ? peer : new InetSocketAddress("127.0.0.1", 8080);
            }
        };
        HttpHeaders all = new DefaultHttpHeaders().add("Host", "inner:8080");
        for (String header : headers) {
            int colon = header.indexOf(':');
            all.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return RequestSource.of(channel, all, proxies);
    }

    private static RequestSource from(String peer, String... headers) {
        return source(new InetSocketAddress(peer, 4711), PROXIES, headers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # headers                                                       | https | host       | client
                                                                            | false | inner:8080 | tcp4:10.1.1.1:4711
            X-Forwarded-Proto: https                                        | true  | inner:8080 | tcp4:10.1.1.1:4711
            X-Forwarded-Proto: wss                                          | true  | inner:8080 | tcp4:10.1.1.1:4711
            X-Forwarded-Proto: HTTPS; X-Forwarded-Host: outer               | true  | outer      | tcp4:10.1.1.1:4711
            X-Forwarded-Proto: http                                         | false | inner:8080 | tcp4:10.1.1.1:4711
            X-Forwarded-Proto: gopher                                       | false | inner:8080 | tcp4:10.1.1.1:4711
            X-Forwarded-For: 203.0.113.9                                    | false | inner:8080 | tcp4:203.0.113.9
            X-Forwarded-For: 203.0.113.9:50000 \
                                                                           | false | inner:8080 | tcp4:203.0.113.9:50000
            X-Forwarded-For: 2001:db9::1 \
                                                                        | false | inner:8080 | tcp6:2001:db9:0:0:0:0:0:1
            X-Forwarded-For: [2001:db9::1]:50000 \
                                                                  | false | inner:8080 | tcp6:2001:db9:0:0:0:0:0:1:50000
            X-Forwarded-For: unknown                                        | false | inner:8080 | tcp4:10.1.1.1:4711
            # The client has sent the first item itself.
            X-Forwarded-For: 1.1.1.1, 203.0.113.9                           | false | inner:8080 | tcp4:203.0.113.9
            X-Forwarded-For: 1.1.1.1; X-Forwarded-For: 203.0.113.9          | false | inner:8080 | tcp4:203.0.113.9
            X-Forwarded-Proto: https, http                                  | false | inner:8080 | tcp4:10.1.1.1:4711
            # Two trusted proxies, which append or overwrite.
            X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.2.2.2; X-Forwarded-Proto: http, https, http \
                                                                            | true  | inner:8080 | tcp4:203.0.113.9
            X-Forwarded-For: 203.0.113.9, 192.0.2.7; X-Forwarded-Proto: https \
                                                                            | true  | inner:8080 | tcp4:203.0.113.9
            X-Forwarded-For: 10.3.3.3, 10.2.2.2                             | false | inner:8080 | tcp4:10.3.3.3
            Forwarded: for=203.0.113.9~proto=https~host=outer:8443          | true  | outer:8443 | tcp4:203.0.113.9
            Forwarded: For="[2001:db9::1]:50000"~Proto=HTTPS \
                                                                  | true  | inner:8080 | tcp6:2001:db9:0:0:0:0:0:1:50000
            Forwarded: for=_hidden~by=10.1.1.1~host="outer"                 | false | outer      | tcp4:10.1.1.1:4711
            Forwarded: for=1.1.1.1~proto=https, for=203.0.113.9~proto=http  | false | inner:8080 | tcp4:203.0.113.9
            Forwarded: for=203.0.113.9~proto=https, for=10.2.2.2~proto=http | true  | inner:8080 | tcp4:203.0.113.9
            Forwarded: =,~~for=,"                                           | false | inner:8080 | tcp4:10.1.1.1:4711
            # A proxy that leaves something out: what another one says does not stand for it.
            Forwarded: for=1.1.1.1~proto=https~host=outer, for=203.0.113.9  | false | inner:8080 | tcp4:203.0.113.9
            Forwarded: proto=https~host=outer, for=203.0.113.9              | false | inner:8080 | tcp4:203.0.113.9
            Forwarded: for=1.1.1.1, proto=https~host=outer                  | true  | outer      | tcp4:10.1.1.1:4711
            Forwarded: for=203.0.113.9~proto=https, for=10.2.2.2            | true  | inner:8080 | tcp4:203.0.113.9
            Forwarded: for=203.0.113.9, for=10.2.2.2~proto=https~host=outer | false | inner:8080 | tcp4:203.0.113.9
            # The client may have sent the second; the proxy sets the first.
            X-Forwarded-Proto: http; Forwarded: proto=https                 | false | inner:8080 | tcp4:10.1.1.1:4711
            """)
    void whatATrustedProxySays(String headers, boolean encrypted, String host, String client) {
        String[] said = headers == null ? new String[0] : headers.split(";");
        for (int i = 0; i < said.length; i++) {
            said[i] = said[i].replace('~', ';').strip();
        }

        RequestSource source = from("10.1.1.1", said);

        assertThat(source.isEncrypted()).isEqualTo(encrypted);
        assertThat(source.host()).isEqualTo(host);
        assertThat(source.peer()).isEqualTo(client);
        assertThat(source.uncounted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Proto: https", "X-Forwarded-Host: outer", "Forwarded: proto=https"})
    void headersOfUntrustedSourcesAreIgnoredAndReported(String header) {
        RequestSource source = from("192.0.2.8", header, "X-Forwarded-For: 203.0.113.9");

        assertThat(source.isEncrypted()).isFalse();
        assertThat(source.host()).isEqualTo("inner:8080");
        assertThat(source.peer()).isEqualTo("tcp4:192.0.2.8:4711");
        assertThat(source.uncounted())
                .contains(header + " is ignored, because tcp4:192.0.2.8:4711 is not in trusted_proxies");
        assertThat(from("192.0.2.8").uncounted()).isEmpty();
    }

    @Test
    void proxiesThroughAUnixDomainSocket() {
        SocketAddress socket = UnixDomainSocketAddress.of("/run/router.sock");

        assertThat(source(socket, TrustedProxies.of(List.of("unix")), "X-Forwarded-Proto: https")
                        .isEncrypted())
                .isTrue();
        assertThat(source(socket, PROXIES, "X-Forwarded-Proto: https").isEncrypted())
                .isFalse();
    }

    @Test
    void proxiesOfBothVersionsOfTheInternetProtocol() {
        assertThat(from("2001:db8:1::2", "X-Forwarded-Proto: https").isEncrypted())
                .isTrue();
        assertThat(from("2001:db9::2", "X-Forwarded-Proto: https").isEncrypted())
                .isFalse();
        assertThat(from("192.0.2.7", "X-Forwarded-Proto: https").isEncrypted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "10.0.0.0/x", "::/129", "*", "/8"})
    void whatIsNoNetwork(String name) {
        assertThatThrownBy(() -> TrustedProxies.of(List.of(name)))
                .hasMessage(
                        "found \"" + name + "\" (expected an address, a network such as \"10.0.0.0/8\", or \"unix\")");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp4:192.0.2.1:50000, 192.0.2.1",
        "tcp4:192.0.2.1, 192.0.2.1",
        "tcp6:2001:db8:0:0:0:0:0:1:50000, 2001:db8:0:0:0:0:0:1",
        "tcp6:2001:db8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
        "tcp6:fe80:0:0:0:0:0:0:1%eth0:50000, fe80:0:0:0:0:0:0:1%eth0",
        "unix:/run/a:b.sock, /run/a:b.sock"
    })
    void theAddressOfAClientHasNoPort(String peer, String address) {
        assertThat(new RequestSource(false, "host", peer, Optional.empty()).address())
                .isEqualTo(address);
    }
}
