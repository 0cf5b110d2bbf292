package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBE;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the meta API of subscriptions, including revocation. */
@Tag("over-nats")
class SubscriptionMetaIT extends PubSubCase {

    @Test
    @Conformance({"META-1", "META-3", "META-5", "A-38", "A-43"})
    void subscriptionsAreListedLookedUpAndDescribed() {
        RawPeer peer = enter();
        long exact = subscribe(peer, uri("topic"));
        long prefix = subscribe(peer, uri("to"), Map.of("match", "prefix"));
        long hidden = subscribe(peer, "wamp.session.on_join");

        Map<?, ?> all = (Map<?, ?>) call(peer, "wamp.subscription.list").get(0);
        assertThat(List.<Object>copyOf((List<?>) all.get("exact")))
                .contains(exact)
                .doesNotContain(hidden);
        assertThat(List.<Object>copyOf((List<?>) all.get("prefix"))).contains(prefix);
        assertThat(all.get("wildcard")).isInstanceOf(List.class);
        assertThat(call(peer, "wamp.subscription.lookup", uri("topic"))).isEqualTo(List.of(exact));
        assertThat(call(peer, "wamp.subscription.lookup", uri("to"), Map.of("match", "prefix")))
                .isEqualTo(List.of(prefix));
        assertThat(call(peer, "wamp.subscription.lookup", uri("none")).get(0)).isNull();
        assertThat(call(peer, "wamp.subscription.match", uri("topic"))).isEqualTo(List.of(List.of(exact, prefix)));
        assertThat(call(peer, "wamp.subscription.match", uri("none")).get(0)).isNull();
        Map<?, ?> details =
                (Map<?, ?>) call(peer, "wamp.subscription.get", prefix).get(0);
        assertThat(details.get("id")).isEqualTo(prefix);
        assertThat(details.get("uri")).isEqualTo(uri("to"));
        assertThat(details.get("match")).isEqualTo("prefix");
        assertThat((String) details.get("created")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(call(peer, "wamp.subscription.list_subscribers", exact)).isEqualTo(List.of(List.of(peer.session())));
        assertThat(call(peer, "wamp.subscription.count_subscribers", exact)).isEqualTo(List.of(1L));
    }

    @Test
    @Conformance({"META-4", "META-3"})
    void whatIsNotThereOrNotUnderstoodIsAnError() {
        RawPeer peer = enter();
        long hidden = subscribe(peer, "wamp.session.on_join");

        for (String procedure : List.of("get", "list_subscribers", "count_subscribers")) {
            String uri = "wamp.subscription." + procedure;
            fail(peer, "wamp.error.no_such_subscription", uri, 9007199254740000L);
            fail(peer, "wamp.error.no_such_subscription", uri, hidden);
            fail(peer, "wamp.error.invalid_argument", uri);
            fail(peer, "wamp.error.invalid_argument", uri, "x");
        }
        fail(peer, "wamp.error.invalid_argument", "wamp.subscription.lookup");
        fail(peer, "wamp.error.invalid_argument", "wamp.subscription.lookup", uri("topic"), Map.of("match", "fuzzy"));
        fail(peer, "wamp.error.invalid_argument", "wamp.subscription.match", 5);
        fail(peer, "wamp.error.invalid_argument", "wamp.subscription.list", "x");
    }

    @Test
    @Conformance({"SBM-1", "A-35", "A-36"})
    void theMetaEventsOfASubscriptionAreInOrder() {
        RawPeer watcher = enter();
        long news = subscribe(watcher, "wamp.subscription.", Map.of("match", "prefix"));
        RawPeer peer = enter();
        RawPeer other = enter();
        long subscription = subscribe(peer, uri("topic"));
        subscribe(other, uri("topic"));
        other.send(UNSUBSCRIBE, 5, subscription);
        other.expect(UNSUBSCRIBED, 5);
        call(watcher, "wamp.session.kill", peer.session());

        Message created = watcher.expectAmongOthers(EVENT, news, ANY, Map.of("topic", "wamp.subscription.on_create"));
        assertThat(created.list(4).get(0)).isEqualTo(peer.session());
        assertThat(((Map<?, ?>) created.list(4).get(1)).get("uri")).isEqualTo(uri("topic"));
        told(watcher, news, "on_subscribe", peer, subscription);
        told(watcher, news, "on_subscribe", other, subscription);
        told(watcher, news, "on_unsubscribe", other, subscription);
        told(watcher, news, "on_unsubscribe", peer, subscription);
        told(watcher, news, "on_delete", peer, subscription);
    }

    private static void told(RawPeer watcher, long news, String event, RawPeer about, long subscription) {
        watcher.expectAmongOthers(
                EVENT,
                news,
                ANY,
                Map.of("topic", "wamp.subscription." + event),
                List.of(about.session(), subscription));
    }

    @Test
    @Conformance({"META-6", "A-35"})
    void aSessionCanGetTheMetaEventsOfItsOwnSubscriptions() {
        RawPeer peer = enter();
        long news = subscribe(peer, "wamp.subscription.on_subscribe");

        peer.send(SUBSCRIBE, 7, Map.of(), uri("topic"));

        long subscription = peer.expect(SUBSCRIBED, 7).id(2);
        peer.expect(EVENT, news, ANY, ANY, List.of(peer.session(), subscription));
    }

    @Test
    @Conformance({"SRV-1", "SRV-2", "SRV-4", "A-34", "PS-9"})
    void aSubscriberCanBeRemoved() {
        RawPeer admin = enter();
        RawPeer told = enter();
        RawPeer untold = join(Hello.everything(PUBSUB).without("subscriber", "subscription_revocation"));
        long news = subscribe(admin, "wamp.subscription.on_unsubscribe");
        long subscription = subscribe(told, uri("topic"));
        subscribe(untold, uri("topic"));

        call(
                admin,
                Map.of("reason", "com.test.bye"),
                "wamp.subscription.remove_subscriber",
                subscription,
                told.session());
        told.expectExactly(UNSUBSCRIBED, 0, Map.of("subscription", subscription, "reason", "com.test.bye"));
        call(admin, "wamp.subscription.remove_subscriber", subscription, untold.session());

        admin.expectAmongOthers(EVENT, news, ANY, ANY, List.of(told.session(), subscription));
        admin.expectAmongOthers(EVENT, news, ANY, ANY, List.of(untold.session(), subscription));
        publish(admin, uri("topic"), Map.of());
        told.expectNothing(admin);
        untold.expectNothing(admin);
        fail(admin, "wamp.error.no_such_subscription", "wamp.subscription.get", subscription);
    }

    @Test
    @Conformance({"SRV-4", "META-4"})
    void onlyASubscriberCanBeRemoved() {
        RawPeer admin = enter();
        RawPeer peer = enter();
        long subscription = subscribe(peer, uri("topic"));
        String procedure = "wamp.subscription.remove_subscriber";

        fail(admin, "wamp.error.no_such_session", procedure, subscription, admin.session());
        fail(admin, "wamp.error.no_such_subscription", procedure, 9007199254740000L, peer.session());
        fail(admin, "wamp.error.invalid_argument", procedure, subscription);
        fail(admin, "wamp.error.invalid_uri", procedure, subscription, peer.session(), "no uri");
    }
}
