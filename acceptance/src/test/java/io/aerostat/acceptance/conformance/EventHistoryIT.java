package io.aerostat.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the history of events: {@code wamp.subscription.get_events}. */
class EventHistoryIT extends PubSubCase {
    private static final String EVENTS = "wamp.subscription.get_events";

    private String topic(String name) {
        return "com.history." + uri(name);
    }

    /**
     * Returns the id of the subscription that the configuration has created. Each test queries a topic of its own, so
     * that tests over other wires do not interfere.
     */
    private static long remembered(RawPeer peer) {
        return (long) call(peer, "wamp.subscription.lookup", "com.history.", Map.of("match", "prefix"))
                .get(0);
    }

    private static List<Object> arguments(List<@Nullable Object> events) {
        return events.stream()
                .map(event -> ((List<?>) Objects.requireNonNull(((Map<?, ?>) event).get("args"))).get(0))
                .map(Object.class::cast)
                .toList();
    }

    @Test
    @Conformance({"HIS-2", "HIS-3", "HIS-7", "HIS-9", "A-40"})
    void eventsAreRememberedInOrderWithoutAnySubscriber() {
        RawPeer peer = enter();
        long publication = publish(peer, topic("log"), Map.of(), "one");
        publish(peer, topic("log"), Map.of(), "two");
        publish(peer, topic("other"), Map.of(), "three");
        long subscription = remembered(peer);

        List<@Nullable Object> events = call(peer, Map.of("topic", topic("log")), EVENTS, subscription);

        assertThat(arguments(events)).containsExactly("one", "two");
        Map<?, ?> first = (Map<?, ?>) events.get(0);
        assertThat(first.get("publication")).isEqualTo(publication);
        assertThat(first.get("subscription")).isEqualTo(subscription);
        assertThat(((Map<?, ?>) Objects.requireNonNull(first.get("details"))).get("topic"))
                .isEqualTo(topic("log"));
        assertThat((String) first.get("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(call(peer, Map.of("topic", topic("none")), EVENTS, subscription))
                .isEmpty();
    }

    /** Tests the form of the answer that clients of Crossbar.io expect. A configuration uses this form by default. */
    @Test
    @Conformance("A-40")
    void withoutFiltersTheAnswerIsThatOfCrossbar() {
        RawPeer peer = enter();
        publish(peer, topic("log"), Map.of(), "one");
        publish(peer, topic("log"), Map.of(), "two");

        List<@Nullable Object> answer = call(peer, EVENTS, remembered(peer), 2);

        assertThat(answer).hasSize(1);
        List<?> records = (List<?>) Objects.requireNonNull(answer.get(0));
        assertThat(records).hasSize(2).allSatisfy(each -> {
            Map<?, ?> entry = (Map<?, ?>) each;
            assertThat(List.copyOf(entry.keySet()).toString())
                    .isEqualTo("[time_ns, realm, session_id, authid, authrole, publication, topic, args, kwargs]");
            assertThat(String.valueOf(entry.get("realm"))).startsWith(REALM);
        });
        // The same test over another wire may add events to this history in between.
        assertThat(time(records.get(0))).isGreaterThanOrEqualTo(time(records.get(1)));
    }

    private static long time(Object entry) {
        return (long) Objects.requireNonNull(((Map<?, ?>) entry).get("time_ns"));
    }

    @Test
    @Conformance({"HIS-1", "HIS-8"})
    void everyFilterCountsAndTheLimitComesLast() {
        RawPeer peer = enter();
        long[] ids = new long[4];
        for (int i = 0; i < 4; i++) {
            ids[i] = publish(peer, topic("log"), Map.of(), i);
        }
        long subscription = remembered(peer);
        String past = "2020-01-01T00:00:00Z";
        String future = "2999-01-01T00:00:00+02:00";

        assertThat(filtered(peer, subscription, Map.of())).containsExactly(0L, 1L, 2L, 3L);
        assertThat(filtered(peer, subscription, Map.of("limit", 2))).containsExactly(0L, 1L);
        assertThat(filtered(peer, subscription, Map.of("reverse", true, "limit", 3)))
                .containsExactly(3L, 2L, 1L);
        assertThat(filtered(peer, subscription, Map.of("from_publication", ids[2])))
                .containsExactly(2L, 3L);
        assertThat(filtered(peer, subscription, Map.of("after_publication", ids[2])))
                .containsExactly(3L);
        assertThat(filtered(peer, subscription, Map.of("before_publication", ids[1])))
                .containsExactly(0L);
        assertThat(filtered(peer, subscription, Map.of("until_publication", ids[1])))
                .containsExactly(0L, 1L);
        assertThat(filtered(peer, subscription, Map.of("from_time", past, "until_time", future)))
                .hasSize(4);
        assertThat(filtered(peer, subscription, Map.of("after_time", future))).isEmpty();
        assertThat(filtered(peer, subscription, Map.of("before_time", past))).isEmpty();
        assertThat(filtered(peer, subscription, Map.of("after_time", past, "before_time", future, "limit", 1)))
                .containsExactly(0L);
        assertThat(filtered(peer, subscription, Map.of("after_publication", 1L)))
                .isEmpty();
        assertThat(filtered(peer, subscription, Map.of("after_publication", ids[0], "until_publication", ids[2])))
                .containsExactly(1L, 2L);
    }

    private List<Object> filtered(RawPeer peer, long subscription, Map<String, ?> filter) {
        Map<String, Object> kwargs = new LinkedHashMap<>(filter);
        kwargs.put("topic", topic("log"));
        return arguments(call(peer, kwargs, EVENTS, subscription));
    }

    @Test
    @Conformance("HIS-4")
    void listsOfSessionsAreNotRememberedAndOtherListsAreApplied() {
        RawPeer peer = enter();
        RawPeer user = enterAs("ann", "user");
        publish(peer, topic("log"), Map.of("eligible_authrole", List.of("user")), "for users");
        publish(peer, topic("log"), Map.of("exclude_authid", List.of("ann")), "not for ann");
        publish(peer, topic("log"), Map.of("eligible", List.of(user.session())), "for a session");
        publish(peer, topic("log"), Map.of("exclude", List.of(5)), "not for a session");
        long subscription = remembered(peer);

        assertThat(filtered(user, subscription, Map.of())).containsExactly("for users");
        assertThat(filtered(peer, subscription, Map.of())).containsExactly("not for ann");
    }

    @Test
    @Conformance({"HIS-5", "HIS-6", "META-4"})
    void whatCannotBeToldIsAnError() {
        RawPeer peer = enter();
        long forgotten = subscribe(peer, uri("topic"));
        long subscription = remembered(peer);

        fail(enterAs("gus", "guest"), "wamp.error.not_authorized", EVENTS, subscription);
        fail(peer, "wamp.error.no_such_subscription", EVENTS, 9007199254740000L);
        fail(peer, "wamp.error.history_unavailable", EVENTS, forgotten);
        fail(peer, "wamp.error.invalid_argument", EVENTS);
        fail(peer, "wamp.error.invalid_argument", EVENTS, "x");
        for (Map<String, ?> wrong :
                List.of(Map.of("limit", 0), Map.of("reverse", 1), Map.of("from_time", "noon"), Map.of("topic", 5))) {
            fail(peer, wrong, "wamp.error.invalid_argument", EVENTS, subscription);
        }
    }
}
