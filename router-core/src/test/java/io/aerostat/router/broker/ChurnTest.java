package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.SubscribeOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests that sessions which join, use every feature and end in every way leave nothing in the tables. */
@Conformance("P6")
class ChurnTest {
    private final TestBroker realm = new TestBroker();
    private final Random random = new Random(6);
    private final List<FakeLoop> loops = List.of(realm.newLoop(), realm.newLoop(), realm.newLoop());

    @Test
    void nothingIsLeftOfEndedSessions() {
        List<BrokerClient> present = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            BrokerClient client = realm.join(FakePeer.ALL_ROLES, loops.get(random.nextInt(loops.size())));
            present.add(client);
            for (int j = random.nextInt(4); j >= 0; j--) {
                MatchPolicy match = MatchPolicy.values()[random.nextInt(3)];
                String nodeKey = random.nextBoolean() ? "node" + random.nextInt(3) : null;
                client.subscribe(
                        "com.app.t" + random.nextInt(50), new SubscribeOptions(match, random.nextBoolean(), nodeKey));
            }
            client.publish(
                    "com.app.t" + random.nextInt(50),
                    random.nextInt(10) == 0
                            ? Options.NONE.retained().build()
                            : Options.NONE.sharded("r" + i).build());
            if (present.size() > 20) {
                end(present.remove(random.nextInt(present.size())));
            }
        }
        present.forEach(this::end);
        realm.broker.retained().purge("", MatchPolicy.PREFIX);

        assertThat(realm.broker.subscriptions().size()).isZero();
        assertThat(realm.broker.isWanted("com.app.t1")).isFalse();
        assertThat(realm.broker.retained().size()).isZero();
        assertThat(realm.changes.stream().filter(change -> change.startsWith("create")))
                .hasSameSizeAs(realm.changes.stream()
                        .filter(change -> change.startsWith("delete"))
                        .toList());
        assertThat(realm.changes.stream().filter(change -> change.startsWith("subscribe")))
                .hasSameSizeAs(realm.changes.stream()
                        .filter(change -> change.startsWith("unsubscribe"))
                        .toList());
    }

    private void end(BrokerClient client) {
        LeaveReason[] reasons = LeaveReason.values();
        client.leave(reasons[random.nextInt(reasons.length)]);
        assertThat(realm.broker.session(client.id())).isEmpty();
        assertThat(client.peer.isHeld()).isFalse();
    }
}
