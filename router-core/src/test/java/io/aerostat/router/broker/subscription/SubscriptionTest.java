package io.aerostat.router.broker.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.publication.Publication;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final Subscription subscription =
            new Subscription(new SubscriptionDetails(1, Instant.EPOCH, "a.b", MatchPolicy.EXACT), null);
    private final InterestedNode node = new InterestedNode() {
        @Override
        public boolean deliver(
                Publication publication, boolean acknowledged, @Nullable Instant recordedAt, EventExecutor loop) {
            return true;
        }

        @Override
        public boolean isCongested() {
            return false;
        }

        @Override
        public void whenRelieved(Runnable task) {
            task.run();
        }
    };
    private final RemoteInterest[] sole = {new RemoteInterest(node, List.of())};

    /** Keys that record what a publisher would see at the moment at which the subscription reads them. */
    private final class WatchingKeys extends AbstractList<String> {
        private final List<String> keys;
        private final List<String> seen = new ArrayList<>();

        WatchingKeys(List<String> keys) {
            this.keys = keys;
        }

        @Override
        public String get(int index) {
            look();
            return keys.get(index);
        }

        @Override
        public int size() {
            look();
            return keys.size();
        }

        private void look() {
            seen.add(subscription.isWantedElsewhere() + " " + subscription.chooseNode("r"));
        }
    }

    @Test
    void aNodeWhoseKeysChangeIsNeverMissed() {
        subscription.addNode(node, List.of("one"), sole);
        WatchingKeys two = new WatchingKeys(List.of("two"));

        subscription.addNode(node, two, sole);

        assertThat(two.seen).isNotEmpty().containsOnly("true one", "true two");
        assertThat(subscription.chooseNode("r")).isEqualTo("two");
        assertThat(subscription.removeNode(node)).isTrue();
        assertThat(subscription.chooseNode("r")).isNull();
        assertThat(subscription.isWantedElsewhere()).isFalse();
    }
}
