package io.aerostat.router.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.LeaveReason;
import io.aerostat.router.realm.BrokerLimits;
import io.aerostat.router.realm.BrokerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestamentTest {
    private final TestBroker realm = new TestBroker();
    private final BrokerClient owner = realm.join("olga", "device");
    private final BrokerClient heir = realm.join();
    private final long first = heir.subscribe("com.app.first");
    private final long second = heir.subscribe("com.app.second");

    private boolean add(TestamentScope scope, String topic, PublishOptions options) {
        boolean[] added = new boolean[1];
        owner.loop.enter(() -> added[0] =
                owner.session.addTestament(scope, new Testament(topic, options, Payload.EMPTY, Permit.PLAIN)));
        return added[0];
    }

    @Conformance("TES-3")
    @Test
    void testamentsArePublishedByScopeThenInOrder() {
        add(TestamentScope.DESTROYED, "com.app.first", PublishOptions.NONE);
        add(TestamentScope.DESTROYED, "com.app.second", PublishOptions.NONE);
        add(TestamentScope.DETACHED, "com.app.second", PublishOptions.NONE);
        add(TestamentScope.DETACHED, "com.app.first", PublishOptions.NONE);

        owner.leave(LeaveReason.LOST);

        assertThat(heir.events()).extracting(Event::subscription).containsExactly(second, first, first, second);
    }

    @Conformance({"TES-4", "TES-7", "SM-2"})
    @ParameterizedTest
    @EnumSource(LeaveReason.class)
    void testamentsArePublishedUnlessAllSessionsEnd(LeaveReason reason) {
        add(
                TestamentScope.DESTROYED,
                "com.app.first",
                Options.NONE.acknowledged().build());

        owner.leave(reason);

        assertThat(heir.events()).hasSize(reason.isAnnounced() ? 1 : 0);
        assertThat(owner.received()).isEmpty();
    }

    @Conformance("TES-2")
    @Test
    void oneScopeCanBeFlushed() {
        add(TestamentScope.DESTROYED, "com.app.first", PublishOptions.NONE);
        add(TestamentScope.DETACHED, "com.app.second", PublishOptions.NONE);

        owner.loop.enter(() -> owner.session.flushTestaments(TestamentScope.DESTROYED));
        owner.leave(LeaveReason.GOODBYE);

        assertThat(heir.event().subscription()).isEqualTo(second);
    }

    @Conformance("TES-6")
    @Test
    void testamentsArePublicationsOfTheSessionThatLeaves() {
        owner.subscribe("com.app.first");
        owner.forget();
        add(TestamentScope.DESTROYED, "com.app.first", Options.NONE.disclosed().build());

        owner.leave(LeaveReason.LOST);

        assertThat(heir.event().details().publisher()).isEqualTo(owner.id());
        assertThat(heir.event().details().publisherAuthid()).isEqualTo("olga");
        assertThat(owner.events()).isEmpty();
    }

    @Test
    void testamentsAreBounded() {
        BrokerLimits limits = new BrokerLimits(10, 10, 1000, 2, 2, 100);
        BrokerClient client = new TestBroker(BrokerOptions.DEFAULT.withLimits(limits)).join();
        Testament testament = new Testament("com.app.first", PublishOptions.NONE, Payload.EMPTY, Permit.PLAIN);

        client.loop.enter(() -> {
            assertThat(client.session.addTestament(TestamentScope.DESTROYED, testament))
                    .isTrue();
            assertThat(client.session.addTestament(TestamentScope.DETACHED, testament))
                    .isTrue();
            assertThat(client.session.addTestament(TestamentScope.DESTROYED, testament))
                    .isFalse();
            client.session.flushTestaments(TestamentScope.DETACHED);
            assertThat(client.session.addTestament(TestamentScope.DESTROYED, testament))
                    .isTrue();
        });
    }
}
