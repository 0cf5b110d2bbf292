package io.aerostat.router.realm.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.audit.Observers;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.cluster.RealmCluster;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.ProcedureContract;
import io.aerostat.router.contract.TopicContract;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.joined.RouterSession;
import io.aerostat.router.testing.AllocatedBytes;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import io.aerostat.router.testing.FakeSessionConnection;
import io.netty.util.HashedWheelTimer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that the contracts of other URIs cost a message no memory. */
class ContractAllocationTest {
    private static final int MESSAGES = 20_000;
    private static final Payload PAYLOAD = RouterPayload.text("x");

    private final FakeLoop loop = new FakeLoop();
    private final HashedWheelTimer timer = new HashedWheelTimer();

    @AfterEach
    void stop() {
        timer.stop();
    }

    @Test
    void aMessageOfAnotherUriAllocatesAsMuchAsWithoutContracts() {
        Optional<PayloadSchema> never = Optional.of((payload, encoded) -> {
            throw new AssertionError("found a check (expected none)");
        });
        Contracts others = new Contracts(
                List.of(new ProcedureContract("com.shop.", MatchPolicy.PREFIX, never, never, Map.of())),
                List.of(
                        new TopicContract("com.shop.sold", MatchPolicy.EXACT, never, Map.of()),
                        new TopicContract("com.shop.", MatchPolicy.PREFIX, never, Map.of())));

        RouterSession without = session(Contracts.NONE);
        RouterSession with = session(others);
        long[] fewest = AllocatedBytes.fewest(MESSAGES, () -> publish(without), () -> publish(with));

        // Measured: the same number of bytes. The limit leaves no room for another object.
        assertThat(fewest[1]).isLessThan(fewest[0] + 8);
    }

    private void publish(RouterSession session) {
        Publish message = new Publish(1, PublishOptions.NONE, "com.app.topic", PAYLOAD);
        loop.enter(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                session.dispatch(message);
            }
        });
    }

    private RouterSession session(Contracts contracts) {
        RouterSession[] made = new RouterSession[1];
        loop.enter(() -> {
            Realm realm = new Realm(
                    new RealmDefinition(
                            "realm1", RealmOptions.DEFAULT.withContracts(contracts), List.of(Role.allowingAll("user"))),
                    loop,
                    timer,
                    Runnable::run,
                    (name, procedure, arguments) -> new CompletableFuture<>(),
                    RealmCluster.ALONE,
                    Observers.NONE,
                    false);
            Principal principal = new Principal("realm1", "ann", "user", "anonymous", "static", Map.of());
            made[0] = new RouterSession(
                    1,
                    principal,
                    FakePeer.ALL_ROLES,
                    new FakeSessionConnection(() -> loop),
                    realm,
                    realm.authorizer("user"),
                    null);
        });
        return made[0];
    }
}
