package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.meta.MetaRealm.Member;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionProceduresTest {
    private static final String TOPIC = "com.app.topic";

    private final MetaRealm realm = new MetaRealm();
    private final Member admin = realm.join(1, "root", "admin");
    private final Member ann = realm.join(2, "ann", "user");
    private final Member bea = realm.join(3, "bea", "user");
    private final long exact = realm.subscribe(ann, TOPIC, MatchPolicy.EXACT);
    private final long prefix = realm.subscribe(ann, "com.app.", MatchPolicy.PREFIX);
    private final long wildcard = realm.subscribe(bea, "com..topic", MatchPolicy.WILDCARD);
    private final long hidden = realm.subscribe(bea, "wamp.session.on_join", MatchPolicy.EXACT);

    @Conformance("META-3")
    @Test
    void subscriptionsAreListedByPolicy() {
        assertThat(realm.call(admin, "wamp.subscription.list"))
                .isEqualTo(Map.of("exact", List.of(exact), "prefix", List.of(prefix), "wildcard", List.of(wildcard)));
        assertThat(realm.call(admin, "wamp.subscription.list", ann.id()))
                .isEqualTo(Map.of("exact", List.of(exact), "prefix", List.of(prefix), "wildcard", List.of()));
        assertThat(realm.call(admin, "wamp.subscription.list", 99L))
                .isEqualTo(Map.of("exact", List.of(), "prefix", List.of(), "wildcard", List.of()));
    }

    @Conformance("A-38")
    @Test
    void aSubscriptionIsLookedUpByTopicAndPolicy() {
        assertThat(realm.call(admin, "wamp.subscription.lookup", TOPIC)).isEqualTo(exact);
        assertThat(realm.call(admin, "wamp.subscription.lookup", "com.app.", Map.of("match", "prefix")))
                .isEqualTo(prefix);
        assertThat(realm.call(admin, "wamp.subscription.lookup", "com..topic", Map.of("match", "wildcard")))
                .isEqualTo(wildcard);
        assertThat(realm.call(admin, "wamp.subscription.lookup", "com.app.")).isNull();
        assertThat(realm.call(admin, "wamp.subscription.lookup", "wamp.session.on_join"))
                .isNull();
    }

    @Conformance("A-38")
    @Test
    void allSubscriptionsThatMatchAreFound() {
        assertThat(realm.call(admin, "wamp.subscription.match", TOPIC)).isEqualTo(List.of(exact, prefix, wildcard));
        assertThat(realm.call(admin, "wamp.subscription.match", "com.app.other"))
                .isEqualTo(List.of(prefix));
        assertThat(realm.call(admin, "wamp.subscription.match", "org.app")).isNull();
        assertThat(realm.call(admin, "wamp.subscription.match", "wamp.session.on_join"))
                .isNull();
    }

    @Conformance("META-5")
    @Test
    void aSubscriptionIsDescribed() {
        assertThat(realm.call(admin, "wamp.subscription.get", prefix))
                .isEqualTo(Map.of(
                        "id", prefix, "created", "2024-02-29T12:00:00.500Z", "uri", "com.app.", "match", "prefix"));
    }

    @Test
    void subscribersAreListedAndCounted() {
        realm.subscribe(bea, TOPIC, MatchPolicy.EXACT);

        assertThat(realm.call(admin, "wamp.subscription.list_subscribers", exact))
                .isEqualTo(List.of(ann.id(), bea.id()));
        assertThat(realm.call(admin, "wamp.subscription.count_subscribers", exact))
                .isEqualTo(2L);
        assertThat(realm.call(admin, "wamp.subscription.count_subscribers", prefix))
                .isEqualTo(1L);
    }

    @Conformance("META-4")
    @Test
    void unknownIdsAndWrongArgumentsAreErrors() {
        for (String procedure : List.of("get", "list_subscribers", "count_subscribers", "remove_subscriber")) {
            String uri = "wamp.subscription." + procedure;
            assertThat(realm.fail(admin, uri, 4711L, ann.id())).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION);
            assertThat(realm.fail(admin, uri, hidden, bea.id())).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION);
            assertThat(realm.fail(admin, uri)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
            assertThat(realm.fail(admin, uri, "x")).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        }
        assertThat(realm.fail(admin, "wamp.subscription.lookup")).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(admin, "wamp.subscription.lookup", TOPIC, Map.of("match", "fuzzy")))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(admin, "wamp.subscription.lookup", TOPIC, "prefix"))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(admin, "wamp.subscription.match", 5L)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
    }

    @Conformance({"SRV-4", "SRV-1", "A-34"})
    @Test
    void aSubscriberCanBeRemoved() {
        PayloadValues arguments = MetaRealm.named(List.of(exact, ann.id()), "reason", "com.app.bye");

        assertThat(realm.call(admin, "wamp.subscription.remove_subscriber", arguments))
                .isEqualTo(PayloadValues.EMPTY);

        assertThat(ann.peer().received()).last().isEqualTo(new Unsubscribed(0, new Revocation(exact, "com.app.bye")));
        assertThat(realm.fail(admin, "wamp.subscription.get", exact)).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION);
    }

    @Conformance("SRV-4")
    @Test
    void onlyASubscriberCanBeRemovedAndTheReasonIsAUri() {
        assertThat(realm.fail(admin, "wamp.subscription.remove_subscriber", exact, bea.id()))
                .isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(realm.fail(admin, "wamp.subscription.remove_subscriber", exact, 99L))
                .isEqualTo(ErrorUris.NO_SUCH_SESSION);
        assertThat(realm.fail(admin, "wamp.subscription.remove_subscriber", exact))
                .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        assertThat(realm.fail(admin, "wamp.subscription.remove_subscriber", exact, ann.id(), "no uri"))
                .isEqualTo(ErrorUris.INVALID_URI);
        assertThat(realm.call(admin, "wamp.subscription.count_subscribers", exact))
                .isEqualTo(1L);
    }

    @Conformance("RET-6")
    @Test
    void retainedEventsCanBePurged() {
        PublishOptions retained = new PublishOptions(false, true, Audience.EVERYONE, false, true, null, Passthru.NONE);
        realm.publish(bea, TOPIC, retained, PayloadValues.EMPTY);
        realm.publish(bea, "com.app.other", retained, PayloadValues.EMPTY);

        assertThat(realm.call(admin, "wamp.subscription.purge_retained", "com.", Map.of("match", "prefix")))
                .isEqualTo(2L);
        assertThat(realm.call(admin, "wamp.subscription.purge_retained", TOPIC)).isEqualTo(0L);
        assertThat(realm.broker.retained().size()).isZero();
    }
}
