package io.aerostat.router.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.Acceptors;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.cookie.CookieStore;
import io.aerostat.router.cookie.MemoryCookieStore;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.listener.Access;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.session.TransportInfo;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests sessions whose principal comes from a cookie (COO-1, COO-2). */
class CookieSessionTest {
    private static final Roles CLIENT = Roles.complete(Set.of(Role.CALLER));

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final CookieStore store = new MemoryCookieStore(Duration.ofDays(7), 100);
    private final Router router = Router.builder()
            .realm(new RealmDefinition("realm1", new AllowingAll("user"), new AllowingAll("guest")))
            .realm(new RealmDefinition("realm2", new AllowingAll("user"), new AllowingAll("guest")))
            .realm(new RealmDefinition("tenant7", new AllowingAll("user")))
            .eventLoops(1)
            .start();
    private final LinkAcceptor acceptor = Acceptors.of(
            router,
            store,
            Access.by(
                    new AuthenticationOptions.Cookie(),
                    new AuthenticationOptions.Anonymous("guest", null),
                    new AuthenticationOptions.StaticTicket(Map.of(
                            "alice", new Account<>("alice", "user", "sesame"),
                            "bob", new Account<>("tenant7", "bob", "user", Map.of("shoe", 44L), "barley")))));

    @AfterEach
    void close() {
        // A deadline of zero, because the joined clients do not answer GOODBYE.
        router.close(Duration.ZERO).join();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    @Conformance("COO-1")
    void aClientThatAuthenticatedJoinsByItsCookie() {
        store.issue("c1");
        logIn("c1", "alice", "sesame").lose();

        FakeLink again = browser("c1");
        again.send(hello("realm1", null, "cookie", "ticket"));

        WelcomeDetails details = again.take(Welcome.class).details();
        assertThat(List.of(details.authid(), details.authrole(), details.authmethod(), details.authprovider()))
                .isEqualTo(List.of("alice", "user", "cookie", "cookie"));
    }

    @Test
    @Conformance("COO-1")
    void assignedRealmAndExtraAreRemembered() {
        store.issue("c1");
        logIn("c1", "bob", "barley");

        for (String realm : new String[] {"realm1", "tenant7", null}) {
            FakeLink again = browser("c1");
            again.send(hello(realm, null, "cookie"));
            WelcomeDetails details = again.take(Welcome.class).details();
            assertThat(details.realm()).isEqualTo("tenant7");
            assertThat(details.authextra()).isEqualTo(Map.of("shoe", 44L));
        }
    }

    @Test
    void aCookieOpensOneRealmAndOneAuthidOnly() {
        store.issue("c1");
        logIn("c1", "alice", "sesame");

        FakeLink otherRealm = browser("c1");
        otherRealm.send(hello("realm2", "alice", "cookie", "ticket"));
        assertThat(otherRealm.take(Challenge.class).authmethod()).isEqualTo("ticket");

        FakeLink otherAuthid = browser("c1");
        otherAuthid.send(hello("realm1", "bob", "cookie", "ticket"));
        assertThat(otherAuthid.take(Challenge.class).authmethod()).isEqualTo("ticket");
    }

    @Test
    void anUnknownCookieLeavesAuthenticationToTheNextMethod() {
        store.issue("c1");
        FakeLink fresh = browser("c1");
        fresh.send(hello("realm1", "alice", "cookie", "ticket"));
        assertThat(fresh.take(Challenge.class).authmethod()).isEqualTo("ticket");

        FakeLink withoutCookie = browser(null);
        withoutCookie.send(hello("realm1", "alice", "cookie", "ticket"));
        assertThat(withoutCookie.take(Challenge.class).authmethod()).isEqualTo("ticket");
    }

    @Test
    void anUnknownCookieIsRefusedWithoutAnotherMethod() {
        FakeLink forged = browser("forged");
        forged.send(hello("realm1", null, "cookie"));
        Abort abort = forged.take(Abort.class);
        assertThat(abort.reason()).isEqualTo("wamp.error.authentication_denied");
        assertThat(abort.details().message()).contains("no client has authenticated with this cookie");
    }

    @Test
    void anAnonymousSessionDoesNotAuthenticateTheCookie() {
        store.issue("c1");
        FakeLink guest = browser("c1");
        guest.send(hello("realm1", null, "anonymous"));
        guest.take(Welcome.class);

        assertThat(store.identity("c1")).isEmpty();
    }

    @Test
    void aFailedAuthenticationDoesNotAuthenticateTheCookie() {
        store.issue("c1");
        FakeLink link = browser("c1");
        link.send(hello("realm1", "alice", "ticket"));
        link.take(Challenge.class);
        link.send(new Authenticate("wrong", Map.of()));
        link.take(Abort.class);

        assertThat(store.identity("c1")).isEmpty();
    }

    @Test
    @Conformance("COO-2")
    void loggingOutRevokesTheCookieAndEndsTheOtherSessionsOnIt() {
        store.issue("c1");
        store.issue("c2");
        FakeLink first = logIn("c1", "alice", "sesame");
        FakeLink stranger = logIn("c2", "alice", "sesame");
        FakeLink second = browser("c1");
        second.send(hello("realm1", null, "cookie"));
        second.take(Welcome.class);

        second.send(new Goodbye(CloseDetails.NONE, "wamp.close.logout"));

        assertThat(second.take(Goodbye.class).reason()).isEqualTo("wamp.close.goodbye_and_out");
        assertThat(first.take(Goodbye.class).reason()).isEqualTo("wamp.close.logout");
        first.send(new Goodbye(CloseDetails.NONE, "wamp.close.goodbye_and_out"));
        // Both sides have sent GOODBYE, so the client must see an orderly end and not a lost connection.
        assertThat(first.awaitClosed()).isEqualTo(LinkClose.NORMAL);
        assertThat(stranger.isOpen()).isTrue();
        assertThat(stranger.received()).isEmpty();
        FakeLink again = browser("c1");
        again.send(hello("realm1", null, "cookie"));
        again.take(Abort.class);
    }

    @Test
    void anyOtherGoodbyeKeepsTheCookie() {
        store.issue("c1");
        FakeLink link = logIn("c1", "alice", "sesame");
        link.send(new Goodbye(CloseDetails.NONE, "wamp.close.normal"));
        link.take(Goodbye.class);
        // The connection may carry another session (SES-19) with the same cookie.
        link.send(hello("realm1", null, "cookie"));
        assertThat(link.take(Welcome.class).details().authid()).isEqualTo("alice");
    }

    private FakeLink logIn(String cookie, String authid, String ticket) {
        FakeLink link = browser(cookie);
        link.send(hello("realm1", authid, "ticket"));
        link.take(Challenge.class);
        link.send(new Authenticate(ticket, Map.of()));
        assertThat(link.take(Welcome.class).details().authid()).isEqualTo(authid);
        return link;
    }

    private FakeLink browser(String cookie) {
        TransportInfo transport = new TransportInfo(
                "tcp", "websocket", "tcp4:127.0.0.1:1", "tcp4:127.0.0.1:2", false, null, Map.of(), cookie, List.of());
        return new FakeLink(loop, acceptor, transport);
    }

    private static Hello hello(String realm, String authid, String... methods) {
        return new Hello(realm, new HelloDetails(CLIENT, null, List.of(methods), authid, null, Map.of()));
    }
}
