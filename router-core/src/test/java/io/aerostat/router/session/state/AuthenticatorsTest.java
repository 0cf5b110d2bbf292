package io.aerostat.router.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.router.Acceptors;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticatorFunction;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.listener.Access;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.session.SessionTimeouts;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how long authenticators may take, and which arguments they get (DYN-1). */
class AuthenticatorsTest {
    private static final Roles CLIENT = Roles.complete(Set.of(Role.CALLER));

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Router router = Router.builder()
            .realm(new RealmDefinition("realm1", new AllowingAll("user")))
            .timeouts(new SessionTimeouts(Duration.ofMillis(300), Duration.ofMinutes(1), Duration.ofMinutes(1)))
            .eventLoops(1)
            .start();

    @AfterEach
    void close() {
        router.close(Duration.ZERO).join();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private FakeLink connect(AuthenticationOptions method) {
        return new FakeLink(loop, Acceptors.of(router, Access.by(method)));
    }

    private static Hello hello(@Nullable String authid, String method) {
        return new Hello("realm1", new HelloDetails(CLIENT, null, List.of(method), authid, null, Map.of()));
    }

    @Test
    @Conformance({"DYN-1", "SES-23"})
    void anAuthenticatorMayTakeLongerThanAHandshake() {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        AuthenticatorFunction slow = (realm, authid, details) -> answer;
        FakeLink patient = connect(new AuthenticationOptions.Function("anonymous", slow, null, Duration.ofMinutes(1)));
        patient.send(hello(null, "anonymous"));

        // In the meantime, a client that sends nothing is refused.
        FakeLink silent = connect(new AuthenticationOptions.Anonymous("user", null));
        assertThat(silent.take(Abort.class).reason()).isEqualTo("wamp.error.authentication_failed");
        FakeLink another = connect(new AuthenticationOptions.Anonymous("user", null));
        another.take(Abort.class);

        answer.complete("user");
        assertThat(patient.take(Welcome.class).details().authrole()).isEqualTo("user");
    }

    @Test
    @Conformance({"DYN-1", "AUT-5"})
    void theAbortNamesAnAuthenticatorThatTakesTooLong() {
        AuthenticatorFunction never = (realm, authid, details) -> new CompletableFuture<>();
        FakeLink link = connect(new AuthenticationOptions.Function("anonymous", never, null, Duration.ofMillis(400)));
        link.send(hello(null, "anonymous"));

        assertThat(link.take(Abort.class).details().message()).isEqualTo("the authenticator of this realm failed");
    }

    /** As in Crossbar.io, the authenticator gets null for the authid, and the ticket identifies the client. */
    @Test
    @Conformance({"DYN-1", "TIC-1"})
    void aTicketMayDetermineTheAuthid() {
        AtomicReference<String> asked = new AtomicReference<>("not asked");
        AuthenticatorFunction function = (realm, authid, details) -> {
            asked.set(authid + " " + details.get("authid") + " " + details.get("ticket"));
            return CompletableFuture.completedFuture(Map.of("role", "user", "authid", "joe"));
        };
        FakeLink link = connect(new AuthenticationOptions.Function("ticket", function, null));
        link.send(hello(null, "ticket"));
        link.take(Challenge.class);
        link.send(new Authenticate("token of joe", Map.of()));

        assertThat(link.take(Welcome.class).details().authid()).isEqualTo("joe");
        assertThat(asked.get()).isEqualTo("null null token of joe");
    }
}
