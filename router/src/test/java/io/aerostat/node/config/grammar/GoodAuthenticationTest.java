package io.aerostat.node.config.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.jwt.Jwt;
import io.aerostat.jwt.JwtAlgorithm;
import io.aerostat.jwt.JwtClaims;
import io.aerostat.jwt.JwtKeys;
import io.aerostat.jwt.JwtOptions;
import io.aerostat.protocol.authentication.KeyDerivation;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.CraSecret;
import io.aerostat.router.cookie.CookieStorage;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.listener.option.CookieOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks the ways in which clients of a transport authenticate. */
class GoodAuthenticationTest extends GoodConfiguration {
    @Test
    void cookies() {
        Transport.WebSocket tls = (Transport.WebSocket) listener(1).transport();
        assertThat(tls.service().access().methods()).contains(new AuthenticationOptions.Cookie());
        assertThat(tls.service().cookie()).hasValueSatisfying(cookie -> {
            assertThat(cookie.name()).isEqualTo("__Host-app-sid");
            assertThat(cookie.length()).isEqualTo(32);
            assertThat(cookie.maxAge()).isEqualTo(Duration.ofMinutes(1));
            assertThat(cookie.secure()).isTrue();
            assertThat(cookie.httpOnly()).isFalse();
            assertThat(cookie.sameSite()).contains(CookieOptions.SameSite.STRICT);
            assertThat(cookie.storage()).isInstanceOfSatisfying(CookieStorage.InFile.class, file -> {
                assertThat(file.path().toString()).endsWith("good/data/cookies");
                assertThat(file.purge()).isTrue();
                assertThat(file.capacity()).isEqualTo(10);
            });
        });
    }

    @Test
    void authenticationByAJavaClass() {
        Transport.RawSocket rawSocket = (Transport.RawSocket) listener(5).transport();
        assertThat(rawSocket.access().methods())
                .singleElement()
                .isInstanceOfSatisfying(AuthenticationOptions.FunctionClass.class, function -> {
                    assertThat(function.method()).isEqualTo("ticket");
                    assertThat(function.classname()).isEqualTo("com.example.Tickets");
                    assertThat(function.config()).containsEntry("dbname", "foo");
                    assertThat(function.defaultRole()).isEqualTo("backend");
                });
    }

    @Test
    void universalTransport() {
        Transport.Universal universal = (Transport.Universal) listener(6).transport();
        assertThat(listener(6).endpoint()).isInstanceOfSatisfying(ListeningEndpoint.Tcp.class, tcp -> {
            assertThat(tcp.firstPort()).isEqualTo(20000);
            assertThat(tcp.lastPort()).isEqualTo(20100);
        });
        assertThat(universal.rawSocket().orElseThrow().serializations()).containsExactly(Serialization.UBJSON);
        assertThat(universal.web().orElseThrow().paths()).containsKey("/");
        PathService.WebSocket ws =
                (PathService.WebSocket) at(universal.web().orElseThrow().paths(), "ws");
        assertThat(ws.access().methods())
                .extracting(method -> method.getClass().getSimpleName())
                .containsExactly("StaticScram", "StaticCryptosign", "StaticTls", "Provided");
        assertThat(ws.access().methods().get(3))
                .isEqualTo(Jwt.authentication(new JwtOptions(
                        new JwtKeys.KeyUrl(
                                URI.create("https://login.example.com/keys"),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(2)),
                        Set.of(JwtAlgorithm.ES256, JwtAlgorithm.EDDSA),
                        List.of("https://login.example.com/"),
                        List.of("balloon", "weather"),
                        Duration.ofSeconds(5),
                        new JwtClaims(
                                "email",
                                "wamp_role",
                                Optional.of("backend"),
                                Optional.of("wamp_realm"),
                                List.of("team")))));
    }

    @Test
    void authentication() {
        PathService.WebSocket ws = (PathService.WebSocket) at(web().paths(), "ws");
        List<AuthenticationOptions> methods = ws.access().methods();
        assertThat(methods.get(0)).isEqualTo(new AuthenticationOptions.Anonymous("public", "guest"));
        assertThat(methods.get(1)).isInstanceOf(AuthenticationOptions.StaticTicket.class);
        AuthenticationOptions.StaticWampCra cra = (AuthenticationOptions.StaticWampCra) methods.get(2);
        assertThat(at(cra.accounts(), "joe").credential()).isEqualTo(CraSecret.plain("t0ps3cret"));
        assertThat(at(cra.accounts(), "jane").credential().salting()).isEqualTo(new KeyDerivation("salt123", 100, 16));
        Transport.WebSocket dynamic = (Transport.WebSocket) listener(1).transport();
        assertThat(dynamic.service().access().methods())
                .contains(new AuthenticationOptions.Dynamic(
                        "wampcra", "com.example.authenticate", null, "caller", "nothing"));
    }
}
