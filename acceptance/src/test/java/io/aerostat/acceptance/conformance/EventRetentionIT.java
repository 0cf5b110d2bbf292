package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBE;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests events that are retained for later subscribers. */
class EventRetentionIT extends PubSubCase {
    private static final Map<String, Object> RETAINED = Map.of("get_retained", true);

    @Test
    @Conformance({"RET-1", "RET-2", "RET-4", "A-39", "ORD-2"})
    void aNewcomerGetsTheNewestWithItsPublicationId() {
        RawPeer publisher = enter();
        publish(publisher, uri("topic"), Map.of("retain", true), "old");
        long newest = publish(publisher, uri("topic"), Map.of("retain", true), "new");
        publish(publisher, uri("topic"), Map.of(), "not retained");
        RawPeer peer = enter();

        peer.send(SUBSCRIBE, 1, RETAINED, uri("topic"));

        long subscription = peer.expect(SUBSCRIBED, 1).id(2);
        peer.expectExactly(EVENT, subscription, newest, Map.of("retained", true), List.of("new"));
        RawPeer uninterested = enter();
        subscribe(uninterested, uri("topic"));
        uninterested.expectNothing();
        publish(publisher, uri("topic"), Map.of(), "live");
        peer.expect(EVENT, subscription, ANY, Map.of(), List.of("live"));
    }

    @Test
    @Conformance({"RET-2", "RET-3", "RET-5"})
    void anIneligibleSubscriberGetsTheGeneralRetainedEvent() {
        RawPeer publisher = enter();
        publish(publisher, uri("topic"), Map.of("retain", true), "general");
        publish(publisher, uri("topic"), Map.of("retain", true, "eligible_authid", List.of("ann")), "for ann");
        publish(
                publisher,
                uri("topic"),
                Map.of("retain", true, "exclude_authrole", List.of("anonymous", "user")),
                "for nobody");
        RawPeer ann = enterAs("ann", "user");
        RawPeer third = enter();

        subscribe(ann, uri("topic"), RETAINED);
        subscribe(third, uri("topic"), RETAINED);

        ann.expect(EVENT, ANY, ANY, ANY, List.of("for ann"));
        third.expect(EVENT, ANY, ANY, ANY, List.of("general"));
    }

    @Test
    @Conformance({"RET-4", "A-39"})
    void aPatternGetsOneOfEachTopic() {
        RawPeer publisher = enter();
        publish(publisher, uri("a.x"), Map.of("retain", true), "a");
        publish(publisher, uri("b.x"), Map.of("retain", true), "b");
        publish(publisher, uri("b.y"), Map.of("retain", true), "other");
        RawPeer peer = enter();

        subscribe(peer, uri(".x"), Map.of("get_retained", true, "match", "wildcard"));

        peer.expectAmongOthers(EVENT, ANY, ANY, Map.of("topic", uri("a.x"), "retained", true), List.of("a"));
        peer.expectAmongOthers(EVENT, ANY, ANY, Map.of("topic", uri("b.x"), "retained", true), List.of("b"));
        peer.expectNothing();
    }

    @Test
    @Conformance({"RET-6", "SBM-2", "META-2"})
    void retainedEventsKeepTheSubscriptionUntilTheyArePurged() {
        RawPeer publisher = enter();
        RawPeer peer = enter();
        long subscription = subscribe(peer, uri("topic"));
        publish(publisher, uri("topic"), Map.of("retain", true));
        peer.expect(EVENT);
        peer.send(UNSUBSCRIBE, 20, subscription);
        peer.expect(UNSUBSCRIBED, 20);
        assertThat(call(publisher, "wamp.subscription.count_subscribers", subscription))
                .isEqualTo(List.of(0L));

        fail(enterAs("ann", "user"), "wamp.error.not_authorized", "wamp.subscription.purge_retained", uri("topic"));
        assertThat(call(publisher, "wamp.subscription.purge_retained", uri("topic")))
                .isEqualTo(List.of(1L));

        fail(publisher, "wamp.error.no_such_subscription", "wamp.subscription.get", subscription);
        subscribe(peer, uri("topic"), RETAINED);
        peer.expectNothing();
    }
}
