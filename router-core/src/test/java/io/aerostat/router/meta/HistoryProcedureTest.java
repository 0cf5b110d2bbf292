package io.aerostat.router.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.option.Audience;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PublishOptions;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.broker.subscription.SubscriptionListener;
import io.aerostat.router.dealer.callee.RegistrationListener;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.meta.MetaRealm.Member;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.testing.FakePeer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryProcedureTest {
    private static final String EVENTS = "wamp.subscription.get_events";
    private static final String TOPIC = "com.app.log";

    private final MetaRealm realm = new MetaRealm(
            BrokerOptions.DEFAULT.withHistory(List.of(
                    new HistoryRule(TOPIC, MatchPolicy.EXACT, 100), new HistoryRule("com.", MatchPolicy.PREFIX, 100))),
            SubscriptionListener.NONE,
            RegistrationListener.NONE);
    private final Member ann = realm.join(1, "ann", "user");
    private final Member publisher = realm.join(2, "paul", "publisher");
    private final long exact = id(TOPIC, MatchPolicy.EXACT);
    private final long prefix = id("com.", MatchPolicy.PREFIX);

    private long id(String topic, MatchPolicy match) {
        return realm.broker.directory().lookup(topic, match).orElseThrow().id();
    }

    private void publish(String topic, long number) {
        realm.publish(publisher, topic, PublishOptions.NONE, new PayloadValues(List.of(number), Map.of()));
        realm.now = realm.now.plus(Duration.ofSeconds(1));
    }

    /** Returns the first argument of each event. */
    private List<@Nullable Object> numbers(PayloadValues answer) {
        return answer.args().stream()
                .map(event -> ((List<?>) ((Map<?, ?>) event).get("args")).get(0))
                .map(number -> (Object) number)
                .toList();
    }

    @Conformance({"HIS-2", "A-40", "META-5"})
    @Test
    void theArgumentsOfTheAnswerAreTheEvents() {
        PublishOptions disclosed = new PublishOptions(
                false, true, Audience.EVERYONE, true, false, null, new Passthru("x_own", null, null, null));
        realm.publish(publisher, TOPIC, disclosed, new PayloadValues(List.of(1L, "zwei"), Map.of("drei", 3L)));

        PayloadValues answer = realm.call(ann, EVENTS, new PayloadValues(List.of(prefix), Map.of()));

        assertThat(answer.kwargs()).isEqualTo(Map.of("is_limit_reached", false));
        assertThat(answer.args()).hasSize(1);
        Map<?, ?> event = new LinkedHashMap<>((Map<?, ?>) answer.args().get(0));
        assertThat(event.remove("publication")).isInstanceOf(Long.class);
        assertThat(event)
                .isEqualTo(Map.of(
                        "timestamp",
                        "2024-02-29T12:00:00.500Z",
                        "subscription",
                        prefix,
                        "details",
                        Map.of(
                                "topic",
                                TOPIC,
                                "publisher",
                                publisher.id(),
                                "publisher_authid",
                                "paul",
                                "publisher_authrole",
                                "publisher",
                                "ppt_scheme",
                                "x_own"),
                        "args",
                        List.of(1L, "zwei"),
                        "kwargs",
                        Map.of("drei", 3L)));
    }

    /** Clients of Crossbar.io expect a list whose first element, {@code result[0]}, is the newest event. */
    @Conformance("A-40")
    @Test
    void inTheFormatOfCrossbarTheAnswerIsOneListNewestFirst() {
        MetaRealm other = new MetaRealm(
                BrokerOptions.DEFAULT
                        .withHistory(List.of(new HistoryRule("com.", MatchPolicy.PREFIX, 100)))
                        .withHistoryFormat(HistoryFormat.CROSSBAR),
                SubscriptionListener.NONE,
                RegistrationListener.NONE);
        Member paul = other.join(2, "paul", "publisher");
        long subscription = other.broker
                .directory()
                .lookup("com.", MatchPolicy.PREFIX)
                .orElseThrow()
                .id();
        PublishOptions disclosed = new PublishOptions(false, true, Audience.EVERYONE, true, false, null, Passthru.NONE);
        assertThat(other.call(paul, EVENTS, new PayloadValues(List.of(subscription), Map.of())))
                .isEqualTo(new PayloadValues(List.of(List.of()), Map.of()));
        for (long n = 0; n < 12; n++) {
            other.publish(
                    paul,
                    TOPIC,
                    n == 11 ? disclosed : PublishOptions.NONE,
                    new PayloadValues(List.of(n), Map.of("k", n)));
        }

        PayloadValues answer = other.call(paul, EVENTS, new PayloadValues(List.of(subscription), Map.of()));
        assertThat(answer.kwargs()).isEmpty();
        assertThat(crossbarNumbers(answer)).containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L);
        Map<String, Object> newest = new LinkedHashMap<>();
        ((Map<?, ?>) crossbarRecords(answer).get(0)).forEach((key, value) -> newest.put(String.valueOf(key), value));
        assertThat(newest.remove("publication")).isInstanceOf(Long.class);
        assertThat(newest)
                .isEqualTo(Map.of(
                        "time_ns",
                        1_709_208_000_500_000_000L,
                        "realm",
                        "realm1",
                        "session_id",
                        2L,
                        "authid",
                        "paul",
                        "authrole",
                        "publisher",
                        "topic",
                        TOPIC,
                        "args",
                        List.of(11L),
                        "kwargs",
                        Map.of("k", 11L)));
        // PID-4: the history does not disclose this publisher.
        assertThat((Map<?, ?>) crossbarRecords(answer).get(1)).satisfies(hidden -> {
            assertThat(hidden.containsKey("session_id")).isTrue();
            assertThat(hidden.get("session_id")).isNull();
            assertThat(hidden.get("authid")).isNull();
        });

        for (PayloadValues three : List.of(
                new PayloadValues(List.of(subscription, 3L), Map.of()),
                new PayloadValues(List.of(subscription), Map.of("limit", 3L)))) {
            assertThat(crossbarNumbers(other.call(paul, EVENTS, three))).containsExactly(11L, 10L, 9L);
        }
        assertThat(numbers(other.call(
                        paul, EVENTS, new PayloadValues(List.of(subscription), Map.of("reverse", false, "limit", 2L)))))
                .containsExactly(0L, 1L);
    }

    private static List<?> crossbarRecords(PayloadValues answer) {
        assertThat(answer.args()).hasSize(1);
        return (List<?>) java.util.Objects.requireNonNull(answer.args().get(0));
    }

    private static List<Object> crossbarNumbers(PayloadValues answer) {
        return crossbarRecords(answer).stream()
                .map(event -> (Object) ((List<?>) ((Map<?, ?>) event).get("args")).get(0))
                .toList();
    }

    @Conformance("HIS-2")
    @Test
    void withoutEventsTheAnswerIsEmpty() {
        PayloadValues answer = realm.call(ann, EVENTS, new PayloadValues(List.of(exact), Map.of()));

        assertThat(answer.args()).isEmpty();
    }

    @Conformance("PID-4")
    @Test
    void thePublisherIsShownOnlyToSessionsThatAnnouncedTheFeature() {
        PublishOptions disclosed = new PublishOptions(false, true, Audience.EVERYONE, true, false, null, Passthru.NONE);
        realm.publish(publisher, TOPIC, disclosed, PayloadValues.EMPTY);
        Member plain = realm.join(9, "plain", "user", FakePeer.announcing(Feature.PUBLICATION_TRUSTLEVELS));

        PayloadValues answer = realm.call(plain, EVENTS, new PayloadValues(List.of(exact), Map.of()));

        Map<?, ?> event = (Map<?, ?>) answer.args().get(0);
        assertThat(event.get("details")).isEqualTo(Map.of());
        assertThat(event.keySet()).asString().doesNotContain("args");
    }

    @Conformance({"HIS-1", "HIS-8"})
    @Test
    void filtersAreNamedArguments() {
        for (long number = 1; number <= 5; number++) {
            publish(number % 2 == 0 ? "com.app.even" : TOPIC, number);
        }

        assertThat(numbers(ask("limit", 2L))).isEqualTo(List.of(1L, 2L));
        assertThat(numbers(ask("reverse", true))).isEqualTo(List.of(5L, 4L, 3L, 2L, 1L));
        assertThat(numbers(ask("topic", TOPIC))).isEqualTo(List.of(1L, 3L, 5L));
        assertThat(numbers(ask("from_time", "2024-02-29T12:00:03.5Z"))).isEqualTo(List.of(4L, 5L));
        assertThat(numbers(ask("after_time", "2024-02-29T13:00:03.5+01:00"))).isEqualTo(List.of(5L));
        assertThat(numbers(ask("before_time", "2024-02-29T12:00:01.5Z"))).isEqualTo(List.of(1L));
        assertThat(numbers(ask("until_time", "2024-02-29T12:00:01.5Z"))).isEqualTo(List.of(1L, 2L));
        long third = (Long) ((Map<?, ?>) ask("limit", 3L).args().get(2)).get("publication");
        assertThat(numbers(ask("from_publication", third))).isEqualTo(List.of(3L, 4L, 5L));
        assertThat(numbers(ask("after_publication", third))).isEqualTo(List.of(4L, 5L));
        assertThat(numbers(ask("before_publication", third))).isEqualTo(List.of(1L, 2L));
        assertThat(numbers(ask("until_publication", third))).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(ask("limit", 2L).kwargs()).isEqualTo(Map.of("is_limit_reached", true));
        assertThat(numbers(realm.call(
                        ann, EVENTS, new PayloadValues(List.of(prefix, 1L), Map.of("reverse", true, "topic", TOPIC)))))
                .isEqualTo(List.of(5L));
    }

    private PayloadValues ask(String name, Object value) {
        return realm.call(ann, EVENTS, MetaRealm.named(List.of(prefix), name, value));
    }

    @Conformance("HIS-4")
    @Test
    void theListsOfAnEventApplyToTheAskingSession() {
        Audience admins = new Audience(null, null, null, null, null, Set.of("admin"));
        Audience notAnn = new Audience(null, Set.of("ann"), null, null, null, null);
        for (Audience audience : List.of(admins, notAnn)) {
            realm.publish(
                    publisher,
                    TOPIC,
                    new PublishOptions(false, true, audience, false, false, null, Passthru.NONE),
                    PayloadValues.EMPTY);
        }
        Member root = realm.join(8, "root", "admin");

        assertThat(realm.call(ann, EVENTS, new PayloadValues(List.of(exact), Map.of()))
                        .args())
                .isEmpty();
        assertThat(realm.call(root, EVENTS, new PayloadValues(List.of(exact), Map.of()))
                        .args())
                .hasSize(2);
    }

    @Conformance("HIS-5")
    @Test
    void aSessionThatMayNotSubscribeMayNotReadTheHistory() {
        realm.authorizer = request -> new Decision.Denied(ErrorUris.NOT_AUTHORIZED, "no");

        assertThat(realm.fail(ann, EVENTS, prefix)).isEqualTo(ErrorUris.NOT_AUTHORIZED);

        assertThat(realm.asked).singleElement().satisfies(request -> {
            assertThat(request.session()).isEqualTo(ann.id());
            assertThat(request.action()).isEqualTo(Action.SUBSCRIBE);
            assertThat(request.uri()).isEqualTo("com.");
            assertThat(request.match()).isEqualTo(MatchPolicy.PREFIX);
        });
    }

    @Conformance("HIS-5")
    @Test
    void anAuthorizerMayDecideLater() {
        CompletableFuture<Decision> later = new CompletableFuture<>();
        realm.authorizer = request -> new Decision.Pending(later);
        later.complete(new Decision.Denied(ErrorUris.AUTHORIZATION_FAILED, "asleep"));

        assertThat(realm.fail(ann, EVENTS, prefix)).isEqualTo(ErrorUris.AUTHORIZATION_FAILED);
    }

    @Conformance("HIS-6")
    @Test
    void queriesThatCannotBeAnsweredAreErrors() {
        long forgetful = realm.subscribe(ann, "com.app.other", MatchPolicy.EXACT);

        assertThat(realm.fail(ann, EVENTS, forgetful)).isEqualTo(ErrorUris.HISTORY_UNAVAILABLE);
        assertThat(realm.fail(ann, EVENTS, 4711L)).isEqualTo(ErrorUris.NO_SUCH_SUBSCRIPTION);
        assertThat(realm.fail(ann, EVENTS)).isEqualTo(ErrorUris.INVALID_ARGUMENT);
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "limit", 0L,
                        "reverse", 1L,
                        "from_time", "yesterday",
                        "until_time", 5L,
                        "topic", 5L,
                        "from_publication", 0L,
                        "after_publication", "x")
                .entrySet()) {
            assertThat(realm.fail(ann, EVENTS, MetaRealm.named(List.of(exact), wrong.getKey(), wrong.getValue())))
                    .as(wrong.getKey())
                    .isEqualTo(ErrorUris.INVALID_ARGUMENT);
        }
    }
}
