package io.aerostat.router.authentication.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.authentication.AuthenticationStep;
import io.aerostat.router.authentication.AuthenticationStep.Challenged;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the router does not ask for tickets over connections that others can read. */
class TicketInClearTest {
    private static final List<AuthenticationOptions> METHODS =
            List.of(new AuthenticationOptions.StaticTicket(Map.of("joe", new Account<>("joe", "user", "sesame"))));
    private static final List<AuthenticationOptions> ASKING =
            List.of(new AuthenticationOptions.Function("ticket", (realm, authid, details) -> answer(), null));

    private static CompletableFuture<Object> answer() {
        return CompletableFuture.completedFuture("user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp4:192.0.2.1:5000",
                "tcp4:12.7.0.1:5000",
                "tcp6:2001:db8:0:0:0:0:0:1:5000",
                "tcp6:0:0:0:0:0:0:0:1f:5000"
            })
    @Conformance("TIC-3")
    void aForeignUnencryptedConnectionIsRefusedBeforeTheChallenge(String peer) {
        TransportInfo transport = transport("tcp", peer, false);
        assertThat(begin(false, METHODS, transport)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.message()).contains("unencrypted");
        });
        assertThat(begin(false, ASKING, transport)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "tls,  tcp4:192.0.2.1:5000,         true",
        "tcp,  tcp4:127.0.0.1:5000,         false",
        "tcp,  tcp4:127.1.2.3:5000,         false",
        "tcp,  tcp6:0:0:0:0:0:0:0:1:5000,   false",
        "tcp,  tcp6:0:0:0:0:0:0:0:1%lo:500, false",
        "unix, unix:/run/router.sock,       true"
    })
    @Conformance("TIC-3")
    void anEncryptedOrLocalConnectionIsChallenged(String type, String peer, boolean isSecure) {
        TransportInfo transport = transport(type, peer, isSecure);
        assertThat(begin(false, METHODS, transport)).isInstanceOf(Challenged.class);
        assertThat(begin(false, ASKING, transport)).isInstanceOf(Challenged.class);
    }

    @Test
    @Conformance("TIC-3")
    void configurationMayAllowThem() {
        TransportInfo transport = transport("tcp", "tcp4:192.0.2.1:5000", false);
        assertThat(begin(true, METHODS, transport)).isInstanceOf(Challenged.class);
        assertThat(begin(true, ASKING, transport)).isInstanceOf(Challenged.class);
    }

    private static TransportInfo transport(String type, String peer, boolean isSecure) {
        return new TransportInfo(type, "websocket", peer, "own", isSecure, null, Map.of(), null, List.of());
    }

    private static AuthenticationStep begin(
            boolean inClear, List<AuthenticationOptions> methods, TransportInfo transport) {
        ProcedureCaller caller =
                (realm, procedure, arguments) -> CompletableFuture.failedFuture(new AssertionError("nobody is called"));
        AuthenticationFactory factory =
                new AuthenticationFactory(caller, role -> caller, Runnable::run, Denial.SPECIFICATION, inClear);
        HelloDetails details = new HelloDetails(Roles.NONE, null, List.of("ticket"), "joe", null, Map.of());
        return factory.create(methods)
                .begin(new AuthenticationRequest(1, "realm1", details, transport, Serialization.JSON))
                .step()
                .toCompletableFuture()
                .join();
    }
}
