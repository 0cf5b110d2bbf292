package io.aerostat.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.address.RouterUrl.Framing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterUrlTest {
    @Test
    void everyFormIsRead() {
        assertThat(RouterUrl.parse("ws://localhost/ws?x=1"))
                .isEqualTo(new RouterUrl(Framing.WEBSOCKET, false, "localhost", 80, "/ws?x=1"));
        assertThat(RouterUrl.parse("WSS://example.com:8443"))
                .isEqualTo(new RouterUrl(Framing.WEBSOCKET, true, "example.com", 8443, "/"));
        assertThat(RouterUrl.parse("ws://[::1]:8080/ws"))
                .isEqualTo(new RouterUrl(Framing.WEBSOCKET, false, "::1", 8080, "/ws"));
        assertThat(RouterUrl.parse("rs://h:9")).isEqualTo(new RouterUrl(Framing.RAWSOCKET, false, "h", 9, ""));
        assertThat(RouterUrl.parse("tcp://h:9")).isEqualTo(new RouterUrl(Framing.RAWSOCKET, false, "h", 9, ""));
        assertThat(RouterUrl.parse("rss://h:9")).isEqualTo(new RouterUrl(Framing.RAWSOCKET, true, "h", 9, ""));
        assertThat(RouterUrl.parse("http://h/lp")).isEqualTo(new RouterUrl(Framing.LONGPOLL, false, "h", 80, "/lp"));
        assertThat(RouterUrl.parse("https://h:9/lp/").resolve("open")).isEqualTo("/lp/open");
        assertThat(RouterUrl.parse("unix:///run/a.sock"))
                .isEqualTo(new RouterUrl(Framing.RAWSOCKET, false, "", 0, "/run/a.sock"));
    }

    @Test
    void hostNamesMayHaveUnderscoresAndLettersOutsideAscii() {
        assertThat(RouterUrl.parse("ws://my_router:8080/ws"))
                .isEqualTo(new RouterUrl(Framing.WEBSOCKET, false, "my_router", 8080, "/ws"));
        assertThat(RouterUrl.parse("ws://my_router/ws?x=1"))
                .isEqualTo(new RouterUrl(Framing.WEBSOCKET, false, "my_router", 80, "/ws?x=1"));
        assertThat(RouterUrl.parse("rs://my_router:8351"))
                .isEqualTo(new RouterUrl(Framing.RAWSOCKET, false, "my_router", 8351, ""));
        assertThat(RouterUrl.parse("https://_a.b_c.example/lp").host()).isEqualTo("_a.b_c.example");
        assertThat(RouterUrl.parse("wss://röuter.example:8443/ws"))
                .isEqualTo(new RouterUrl(Framing.WEBSOCKET, true, "xn--ruter-jua.example", 8443, "/ws"));
        assertThat(RouterUrl.parse("rss://路由器:8351").host()).isEqualTo("xn--m7r592e54q");
        assertThat(RouterUrl.parse("ws://my_router:8080/ws").authority()).isEqualTo("my_router:8080");
        assertThat(RouterUrl.parse("ws://172.17.0.1:80/").host()).isEqualTo("172.17.0.1");
    }

    @Test
    void aUrlIsReadAsItWasWritten() {
        for (String url : List.of(
                "ws://my_router:8080/ws?token=x", "rss://h:9", "https://h:9/lp", "unix:///run/a", "ws://[::1]:8/")) {
            assertThat(RouterUrl.parse(RouterUrl.parse(url).text())).isEqualTo(RouterUrl.parse(url));
        }
        assertThat(RouterUrl.parse("ws://my_router/ws?x=1").port(9).text()).isEqualTo("ws://my_router:9/ws?x=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rs://my_router",
                "ws://joe:secret@my_router:8080/ws",
                "ws://my_router:80a/ws",
                "ws://my_router:123456/ws",
                "ws://my%5Frouter:8080/ws",
                "ws://my_router:8080:9/ws",
                "ws://-my_router/ws",
                "localhost:8080",
                "http://localhost/lp?x=1",
                "https:///lp",
                "ws://",
                "ws:///ws",
                "rs://host",
                "ws://host:0/",
                "ws://host:70000/",
                "unix://",
                "ws://host/ws#part",
                "ws://ho st/"
            })
    void anythingElseIsRefused(String url) {
        assertThatThrownBy(() -> RouterUrl.parse(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neitherErrorsNorToStringShowSecrets() {
        assertThatThrownBy(() -> RouterUrl.parse("ws://joe:hidden@host/ws"))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage())).doesNotContain("hidden"));
        assertThat(RouterUrl.parse("ws://host/ws?token=hidden").toString()).doesNotContain("hidden");
    }

    @Test
    void theHostHeaderOmitsTheDefaultPort() {
        assertThat(RouterUrl.parse("ws://h/ws").authority()).isEqualTo("h");
        assertThat(RouterUrl.parse("wss://h:443/ws").authority()).isEqualTo("h");
        assertThat(RouterUrl.parse("ws://[::1]:8080/ws").authority()).isEqualTo("[::1]:8080");
    }
}
