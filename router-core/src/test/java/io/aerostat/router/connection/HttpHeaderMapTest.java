package io.aerostat.router.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpHeaderMapTest {
    @Test
    void namesAreLowerCaseAndRepeatedValuesJoined() {
        Map<String, String> map = HttpHeaderMap.of(new DefaultHttpHeaders()
                .add("Host", "example.com")
                .add("X-Trace", "1")
                .add("X-Trace", "2")
                .add("Sec-WebSocket-Protocol", "wamp.2.json")
                .add("Sec-WebSocket-Protocol", "wamp.2.cbor"));

        assertThat(map)
                .containsOnly(
                        Map.entry("host", "example.com"),
                        Map.entry("x-trace", "1, 2"),
                        Map.entry("sec-websocket-protocol", "wamp.2.json, wamp.2.cbor"));
    }

    @Test
    void commonHeadersAreKeptOnce() {
        String one = HttpHeaderMap.of(new DefaultHttpHeaders().add("user-agent", new String("browser")))
                .get("user-agent");
        String other = HttpHeaderMap.of(new DefaultHttpHeaders().add("User-Agent", new String("browser")))
                .get("user-agent");

        assertThat(other).isSameAs(one);
    }

    @Test
    void differentHeadersAreNotMixedUp() {
        HttpHeaderMap.of(new DefaultHttpHeaders().add("origin", "https://one.example"));

        assertThat(HttpHeaderMap.of(new DefaultHttpHeaders().add("origin", "https://other.example")))
                .containsEntry("origin", "https://other.example");
    }

    @Test
    void secretsAreNotShared() {
        String one = HttpHeaderMap.of(new DefaultHttpHeaders().add("cookie", new String("secret")))
                .get("cookie");
        String other = HttpHeaderMap.of(new DefaultHttpHeaders().add("cookie", new String("secret")))
                .get("cookie");

        assertThat(other).isEqualTo(one).isNotSameAs(one);
    }
}
