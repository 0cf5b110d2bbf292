package io.aerostat.router.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Authenticate;
import io.aerostat.protocol.message.Challenge;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.Acceptors;
import io.aerostat.router.Router;
import io.aerostat.router.authentication.AuthenticationOptions;
import io.aerostat.router.authentication.AuthenticatorFunction;
import io.aerostat.router.authentication.LoginLimits;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.listener.Access;
import io.aerostat.router.observation.LockOut;
import io.aerostat.router.observation.RouterObserver;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.service.ServiceException;
import io.aerostat.router.session.TransportInfo;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests a router that, after failed logins, locks out an address or delays the logins of an authid. */
class LockOutTest {
    private static final Roles CLIENT = Roles.complete(Set.of(Role.CALLER));

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final List<LockOut> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    private Router router(LoginLimits limits) {
        return started = Router.builder()
                .realm(new RealmDefinition("realm1", new AllowingAll("user")))
                .logins(limits)
                .observer(new RouterObserver() {
                    @Override
                    public void lockedOut(LockOut lockOut) {
                        begun.add(lockOut);
                    }
                })
                .eventLoops(1)
                .start();
    }

    private Router started;

    @AfterEach
    void close() {
        started.close(Duration.ZERO).join();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private LinkAcceptor door() {
        AuthenticatorFunction function = (realm, authid, details) -> {
            asked.incrementAndGet();
            return "right".equals(details.get("ticket"))
                    ? CompletableFuture.completedFuture("user")
                    : CompletableFuture.failedFuture(new ServiceException("com.example.no", "no"));
        };
        return Acceptors.of(started, Access.by(new AuthenticationOptions.Function("ticket", function, null)));
    }

    private FakeLink hello(LinkAcceptor door, String address, String authid) {
        FakeLink link = new FakeLink(
                loop,
                door,
                new TransportInfo(
                        "tls", "websocket", "tcp4:" + address + ":5000", "", true, null, Map.of(), null, List.of()));
        link.send(new Hello("realm1", new HelloDetails(CLIENT, null, List.of("ticket"), authid, null, Map.of())));
        return link;
    }

    private void fail(LinkAcceptor door, String address, String authid) {
        FakeLink link = challenged(door, address, authid);
        link.send(new Authenticate("wrong", Map.of()));
        link.take(Abort.class);
    }

    private FakeLink challenged(LinkAcceptor door, String address, String authid) {
        FakeLink link = hello(door, address, authid);
        link.take(Challenge.class);
        return link;
    }

    @Test
    void aLockedOutAddressIsRefusedWithTheTimeToWait() {
        router(new LoginLimits(
                Optional.of(new LoginLimits.OfAddress(2, Duration.ofHours(1), Duration.ofHours(1))), Optional.empty()));
        LinkAcceptor door = door();
        FakeLink early = challenged(door, "192.0.2.1", "cid");
        fail(door, "192.0.2.1", "ann");
        fail(door, "192.0.2.1", "bob");
        int before = asked.get();

        Abort late = hello(door, "192.0.2.1", "dan").take(Abort.class);
        early.send(new Authenticate("right", Map.of()));
        Abort challenged = early.take(Abort.class);

        for (Abort abort : List.of(late, challenged)) {
            assertThat(abort.reason()).isEqualTo("wamp.error.too_many_requests");
            assertThat(abort.details().message()).startsWith("failed_logins: ");
            assertThat((Long) Serializers.of(Serialization.CBOR)
                            .values(abort.payload())
                            .kwargs()
                            .get("retry_after_ms"))
                    .isBetween(1L, 3_600_000L);
        }
        assertThat(asked).hasValue(before);
        assertThat(begun).containsExactly(new LockOut("address", "192.0.2.1", 2, Duration.ofHours(1)));
        assertThat(started.statistics().refusedJoins()).containsEntry("locked_out", 2L);
        assertThat(started.statistics().lockOuts()).isEqualTo(Map.of("address", 1L));
        FakeLink elsewhere = challenged(door, "192.0.2.2", "ann");
        elsewhere.send(new Authenticate("right", Map.of()));
        elsewhere.take(Welcome.class);
    }

    /** Failed logins of others delay the owner of an authid, but do not lock the owner out. */
    @Test
    void aSlowedAuthidWaitsAndThenJoinsWithTheRightSecret() {
        router(new LoginLimits(
                Optional.empty(),
                Optional.of(new LoginLimits.OfAuthid(1, Duration.ofHours(1), Duration.ofMillis(50)))));
        LinkAcceptor door = door();
        for (int i = 0; i < 5; i++) {
            fail(door, "192.0.2." + i, "ann");
        }

        FakeLink slowed = hello(door, "192.0.2.9", "ann");
        slowed.take(Challenge.class);
        slowed.send(new Authenticate("right", Map.of()));

        slowed.take(Welcome.class);
        assertThat(begun).containsExactly(new LockOut("authid", "ann", 1, Duration.ofHours(1)));
    }

    @Test
    void aClientThatDoesNotWaitViolatesTheProtocol() {
        router(new LoginLimits(
                Optional.empty(),
                Optional.of(new LoginLimits.OfAuthid(1, Duration.ofHours(1), Duration.ofSeconds(4)))));
        LinkAcceptor door = door();
        fail(door, "192.0.2.1", "ann");
        FakeLink impatient = hello(door, "192.0.2.2", "ann");

        impatient.send(new Authenticate("guess", Map.of()));

        assertThat(impatient.take(Abort.class).reason()).isEqualTo("wamp.error.protocol_violation");
    }
}
