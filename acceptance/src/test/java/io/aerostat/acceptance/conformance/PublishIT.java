package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBE;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests subscribing, publishing and unsubscribing. */
@Tag("over-nats")
class PublishIT extends PubSubCase {

    @Test
    @Conformance({"PS-1", "PS-6", "ID-3", "BWL-1"})
    void allSubscribersGetTheSameEvent() {
        RawPeer publisher = enter();
        RawPeer one = enter();
        RawPeer two = enter();
        long subscription = subscribe(one, uri("topic"));
        assertThat(subscribe(two, uri("topic"))).isEqualTo(subscription);
        List<Object> args = List.of("text", 23, true);
        Map<String, Object> kwargs = Map.of("nested", Map.of("list", List.of(1, 2)));

        publisher.send(PUBLISH, 1, Map.of("acknowledge", true), uri("topic"), args, kwargs);

        long publication = publisher.expect(PUBLISHED, 1).id(2);
        one.expectExactly(EVENT, subscription, publication, Map.of(), args, kwargs);
        two.expectExactly(EVENT, subscription, publication, Map.of(), args, kwargs);
    }

    @Test
    @Conformance({"PS-1", "PS-5"})
    void requestsWithoutPermissionAreRefused() {
        RawPeer guest = enterAs("gus", "guest");

        guest.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        guest.expect(ERROR, SUBSCRIBE, 1, ANY, "wamp.error.not_authorized");
        guest.send(PUBLISH, 2, Map.of("acknowledge", true), uri("topic"));
        guest.expect(ERROR, PUBLISH, 2, ANY, "wamp.error.not_authorized");
        guest.send(PUBLISH, 3, Map.of(), uri("topic"));
        guest.expectNothing();
    }

    @Test
    @Conformance("PS-2")
    void subscribingAgainChangesNothing() {
        RawPeer publisher = enter();
        RawPeer peer = enter();
        RawPeer watcher = enter();
        subscribe(watcher, "wamp.subscription.on_subscribe");
        long subscription = subscribe(peer, uri("topic"));
        watcher.expect(EVENT, ANY, ANY, ANY, List.of(peer.session(), subscription));

        assertThat(subscribe(peer, uri("topic"))).isEqualTo(subscription);
        publish(publisher, uri("topic"), Map.of());

        peer.expect(EVENT, subscription);
        peer.expectNothing(publisher);
        watcher.expectNothing(peer);
    }

    @Test
    @Conformance({"PS-3", "PS-9", "ORD-8"})
    void unsubscribingEndsTheEvents() {
        RawPeer publisher = enter();
        RawPeer peer = enter();
        RawPeer other = enter();
        long subscription = subscribe(peer, uri("topic"));
        subscribe(other, uri("topic"));
        publish(publisher, uri("topic"), Map.of());
        peer.expect(EVENT, subscription);

        peer.send(UNSUBSCRIBE, 9, subscription);
        peer.expectExactly(UNSUBSCRIBED, 9);
        publish(publisher, uri("topic"), Map.of(), "late");

        other.expect(EVENT);
        other.expect(EVENT);
        peer.expectNothing(publisher);
    }

    @Test
    @Conformance("PS-3")
    void onlyOnesOwnSubscriptionCanBeEnded() {
        RawPeer holder = enter();
        RawPeer peer = enter();
        long theirs = subscribe(holder, uri("topic"));

        peer.send(UNSUBSCRIBE, 1, theirs);
        peer.expect(ERROR, UNSUBSCRIBE, 1, ANY, "wamp.error.no_such_subscription");
        peer.send(UNSUBSCRIBE, 2, 9007199254740000L);
        peer.expect(ERROR, UNSUBSCRIBE, 2, ANY, "wamp.error.no_such_subscription");
    }

    @Test
    @Conformance({"PS-4", "PS-5", "PBS-4", "A-58"})
    void onlyAnAcknowledgedPublishIsAnswered() {
        RawPeer peer = enter();

        peer.send(PUBLISH, 1, Map.of(), uri("topic"));
        peer.send(PUBLISH, 2, Map.of(), "com..x");
        peer.expectNothing();
        peer.send(PUBLISH, 10, Map.of("acknowledge", true), uri("topic"));
        peer.expectExactly(PUBLISHED, 10, ANY);
        peer.send(PUBLISH, 11, Map.of("acknowledge", true), "com..x");
        peer.expect(ERROR, PUBLISH, 11, ANY, "wamp.error.invalid_uri");
    }

    @Test
    @Conformance({"PS-7", "PEX-1", "PS-12", "A-1", "A-4"})
    void thePublisherIsLeftOutUnlessItWantsTheEvent() {
        RawPeer peer = enterAs("ann", "user");
        RawPeer sameUser = enterAs("ann", "user");
        long subscription = subscribe(peer, uri("topic"));
        subscribe(sameUser, uri("topic"));

        publish(peer, uri("topic"), Map.of(), "not for me");
        sameUser.expect(EVENT, subscription, ANY, ANY, List.of("not for me"));
        peer.expectNothing();
        long publication = publish(peer, uri("topic"), Map.of("exclude_me", false), "for me too");

        peer.expectAmongOthers(EVENT, subscription, publication, ANY, List.of("for me too"));
    }

    @Test
    @Conformance({"PS-8", "PBS-1", "PBS-2", "PBS-3", "PBS-5"})
    void eachMatchingSubscriptionGetsAnEventOfItsOwn() {
        RawPeer publisher = enter();
        RawPeer peer = enter();
        String topic = uri("part.topic");
        long exact = subscribe(peer, topic);
        long prefix = subscribe(peer, uri("pa"), Map.of("match", "prefix"));
        long wildcard = subscribe(peer, uri(".topic"), Map.of("match", "wildcard"));
        subscribe(peer, uri("part.topics"), Map.of("match", "prefix"));
        subscribe(peer, uri(".other"), Map.of("match", "wildcard"));

        long publication = publish(publisher, topic, Map.of());

        peer.expectAmongOthers(EVENT, exact, publication, Map.of());
        peer.expectAmongOthers(EVENT, prefix, publication, Map.of("topic", topic));
        peer.expectAmongOthers(EVENT, wildcard, publication, Map.of("topic", topic));
        peer.expectNothing(publisher);
    }

    @Test
    @Conformance("PBS-1")
    void onePatternIsOneSubscriptionForEachPolicy() {
        RawPeer peer = enter();

        long exact = subscribe(peer, uri("topic"));
        long prefix = subscribe(peer, uri("topic"), Map.of("match", "prefix"));
        long wildcard = subscribe(peer, uri("topic"), Map.of("match", "wildcard"));

        assertThat(List.of(exact, prefix, wildcard)).doesNotHaveDuplicates();
    }

    @Test
    @Conformance("SSB-1")
    void oneShardGetsAllEventsOfAKey() {
        RawPeer publisher = enter();
        RawPeer north = enter();
        RawPeer south = enter();
        RawPeer all = enter();
        subscribe(north, uri("topic"), Map.of("nkey", "north"));
        subscribe(south, uri("topic"), Map.of("nkey", "south"));
        subscribe(all, uri("topic"));

        for (int i = 0; i < 6; i++) {
            publish(publisher, uri("topic"), Map.of("rkey", "key"), i);
        }
        for (int i = 0; i < 6; i++) {
            all.expect(EVENT, ANY, ANY, ANY, List.of(i));
        }
        publish(publisher, uri("topic"), Map.of(), "everybody");
        int ofNorth = countUntilEverybody(north);
        int ofSouth = countUntilEverybody(south);

        assertThat(List.of(ofNorth, ofSouth)).containsExactlyInAnyOrder(0, 6);
    }

    private static int countUntilEverybody(RawPeer peer) {
        int events = 0;
        while (!peer.expect(EVENT).list(4).equals(List.of("everybody"))) {
            events++;
        }
        return events;
    }

    @Test
    @Conformance({"ORD-1", "ORD-7"})
    void eventsOfOnePublisherKeepTheirOrderAcrossTopics() {
        RawPeer publisher = enter();
        RawPeer peer = enter();
        subscribe(peer, uri("a"));
        subscribe(peer, uri("b"));
        subscribe(peer, uri("c"));
        String[] topics = {uri("a"), uri("b"), uri("c")};

        for (int i = 0; i < 300; i++) {
            publisher.send(PUBLISH, i + 1, Map.of(), topics[i % 3], List.of(i));
        }

        for (int i = 0; i < 300; i++) {
            peer.expect(EVENT, ANY, ANY, ANY, List.of(i));
        }
    }

    @Test
    @Conformance("ORD-2")
    void theAnswerComesBeforeTheFirstEvent() {
        RawPeer publisher = enter();
        RawPeer peer = enter();

        for (int i = 0; i < 50; i++) {
            publisher.send(PUBLISH, i + 1, Map.of(), uri("topic"), List.of(i));
            if (i == 20) {
                peer.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
            }
        }

        long subscription = peer.expect(SUBSCRIBED, 1).id(2);
        publish(publisher, uri("topic"), Map.of(), "last");
        Message event = peer.expect(EVENT, subscription);
        while (!event.list(4).equals(List.of("last"))) {
            event = peer.expect(EVENT, subscription);
        }
    }
}
