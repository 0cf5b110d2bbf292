package io.aerostat.node.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.router.Router;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.BoundListener;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Framing;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.LongPollConnection;
import io.aerostat.testkit.MessageType;
import io.aerostat.testkit.RawPeer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes an open listener, and checks the effects on its clients. */
@Timeout(120)
class ListenerUpdateTest {
    private static final ListeningEndpoint PORT = new ListeningEndpoint.Tcp("127.0.0.1", 0);

    private final Router router = Router.builder()
            .realm("realm1", realm -> realm.role(Role.allowingAll("user")).role(Role.allowingAll("anonymous")))
            .start();

    @AfterEach
    void end() throws Exception {
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    private BoundListener listen(Listener listener) throws Exception {
        return router.listen(listener).get(60, TimeUnit.SECONDS);
    }

    private static void update(BoundListener bound, Listener listener) throws Exception {
        bound.update(listener).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Access users(String... names) {
        Map<String, Account<String>> accounts = new LinkedHashMap<>();
        for (String name : names) {
            accounts.put(name, new Account<>(name, "user", "ticket-" + name));
        }
        return Access.by(new AuthenticationOptions.StaticTicket(accounts));
    }

    private static Listener listener(Framing framing, Access access) {
        return framing == Framing.RAW_SOCKET
                ? Listener.rawSocket(PORT, access)
                : new Listener("web", PORT, new Transport.Web(Map.of("ws", PathService.WebSocket.of(access))));
    }

    private static void leave(RawPeer peer) {
        peer.send(MessageType.GOODBYE, Map.of(), "wamp.close.close_realm");
        peer.expect(MessageType.GOODBYE);
    }

    private static void refused(RawPeer peer, String name) {
        peer.send(Hello.everything("realm1")
                .detail("authmethods", List.of("ticket"))
                .detail("authid", name)
                .message());
        int type = peer.receive().type();
        if (type == MessageType.CHALLENGE) {
            peer.send(MessageType.AUTHENTICATE, "ticket-" + name, Map.of());
            type = peer.receive().type();
        }
        assertThat(type).isEqualTo(MessageType.ABORT);
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void aLaterJoinOverAnOpenConnectionUsesTheNewUsers(Framing framing) throws Exception {
        BoundListener bound = listen(listener(framing, users("ann", "bob")));
        try (RawPeer ann = framing.connect(bound.port());
                RawPeer bob = framing.connect(bound.port())) {
            ann.joinByTicket(Hello.everything("realm1"), "ann", "ticket-ann");
            bob.joinByTicket(Hello.everything("realm1"), "bob", "ticket-bob");

            update(bound, listener(framing, users("bob")));

            ann.roundTrip();
            leave(ann);
            leave(bob);
            refused(ann, "ann");
            bob.joinByTicket(Hello.everything("realm1"), "bob", "ticket-bob");
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void theSessionsOfARemovedListenerStayButNobodyJoinsOverTheirConnections(Framing framing) throws Exception {
        BoundListener bound = listen(listener(framing, users("ann")));
        try (RawPeer ann = framing.connect(bound.port())) {
            ann.joinByTicket(Hello.everything("realm1"), "ann", "ticket-ann");

            bound.stopAccepting().toCompletableFuture().get(60, TimeUnit.SECONDS);

            assertThat(router.listeners()).isEmpty();
            assertThatThrownBy(() -> framing.connect(bound.port())).isNotNull();
            ann.roundTrip();
            assertThat(bound.closed().toCompletableFuture()).isNotDone();
            leave(ann);
            refused(ann, "ann");
        }
        bound.closed().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aPathThatIsRemovedKeepsItsSessionsAndTakesNoNewOnes() throws Exception {
        BoundListener bound = listen(listener(Framing.WEB_SOCKET, users("ann")));
        try (RawPeer ann = Framing.WEB_SOCKET.connect(bound.port())) {
            ann.joinByTicket(Hello.everything("realm1"), "ann", "ticket-ann");

            update(
                    bound,
                    new Listener(
                            "web", PORT, new Transport.Web(Map.of("other", PathService.WebSocket.of(users("ann"))))));

            ann.roundTrip();
            assertThatThrownBy(() -> Framing.WEB_SOCKET.connect(bound.port())).hasMessageContaining("404");
            leave(ann);
            refused(ann, "ann");
        }
    }

    @Test
    void aLongPollSessionOutlivesAChangeOfItsService() throws Exception {
        PathService.LongPoll open = PathService.LongPoll.of(Access.ANONYMOUS);
        BoundListener bound = listen(new Listener("web", PORT, new Transport.Web(Map.of("lp", open))));
        try (RawPeer peer = RawPeer.connect(
                "long-poll", Encoding.JSON, () -> LongPollConnection.open(bound.port(), "lp", Encoding.JSON))) {
            peer.join(Hello.everything("realm1"));

            update(
                    bound,
                    new Listener(
                            "web",
                            PORT,
                            new Transport.Web(Map.of("lp", PathService.LongPoll.of(users("ann")), "more", open))));

            peer.roundTrip();
            try (RawPeer second = RawPeer.connect(
                    "long-poll", Encoding.JSON, () -> LongPollConnection.open(bound.port(), "lp", Encoding.JSON))) {
                second.send(Hello.everything("realm1").message());
                second.expectAbort("wamp.error.authentication_required");
            }
            peer.roundTrip();
        }
    }

    @Test
    void anotherSocketIsRefusedAndChangesNothing() throws Exception {
        BoundListener bound = listen(listener(Framing.RAW_SOCKET, users("ann")));
        Listener elsewhere = Listener.rawSocket(new ListeningEndpoint.Tcp("127.0.0.1", 1), Access.ANONYMOUS);

        assertThatThrownBy(() -> update(bound, elsewhere)).hasMessageContaining("as the socket stays");

        try (RawPeer ann = Framing.RAW_SOCKET.connect(bound.port())) {
            ann.joinByTicket(Hello.everything("realm1"), "ann", "ticket-ann");
        }
    }
}
