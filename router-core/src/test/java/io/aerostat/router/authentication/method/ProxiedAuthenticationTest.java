package io.aerostat.router.authentication.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Granted;
import io.aerostat.router.authentication.AuthenticationStep.Refused;
import io.aerostat.router.authentication.Denial;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.TransportInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests over which connections a proxy may join for a client without proving its own identity. */
class ProxiedAuthenticationTest {
    @Test
    void aProxyOnThisMachineJoinsInTheNameOfItsClient() {
        assertThat(begin("unix", "unix:/run/router.sock")).isInstanceOfSatisfying(Granted.class, granted -> {
            assertThat(granted.authid()).isEqualTo("joe");
        });
    }

    /** A trusted proxy that connects over the Unix domain socket reports the network address of its client. */
    @ParameterizedTest
    @CsvSource({
        "unix, tcp4:192.0.2.1:5000",
        "unix, tcp4:127.0.0.1",
        "unix, tcp6:2001:db8:0:0:0:0:0:1:5000",
        "tcp,  tcp4:127.0.0.1:5000",
        "tls,  tcp4:192.0.2.1:5000"
    })
    void aClientOfTheNetworkIsRefused(String type, String peer) {
        assertThat(begin(type, peer)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.message()).contains("only possible over a Unix domain socket");
        });
    }

    private static AuthenticationStep begin(String type, String peer) {
        ProcedureCaller caller =
                (realm, procedure, arguments) -> CompletableFuture.failedFuture(new AssertionError("nobody is called"));
        AuthenticationFactory factory =
                new AuthenticationFactory(caller, role -> caller, Runnable::run, Denial.SPECIFICATION, false);
        Map<String, Object> client = Map.of("proxy_realm", "realm1", "proxy_authid", "joe", "proxy_authrole", "user");
        HelloDetails details = new HelloDetails(Roles.NONE, null, List.of("anonymous-proxy"), null, null, client);
        TransportInfo transport =
                new TransportInfo(type, "websocket", peer, "own", false, null, Map.of(), null, List.of());
        return factory.create(
                        List.of(new AuthenticationOptions.Proxied(new AuthenticationOptions.Anonymous("proxy", null))))
                .begin(new AuthenticationRequest(1, "realm1", details, transport, Serialization.JSON))
                .step()
                .toCompletableFuture()
                .join();
    }
}
