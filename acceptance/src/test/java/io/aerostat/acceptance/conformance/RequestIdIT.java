package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBE;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBED;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the ids of requests, invocations, subscriptions and registrations. */
class RequestIdIT extends ConformanceCase {
    private static final Hello STRICT = Hello.everything("conformance.strict");

    static Stream<List<Object>> secondRequests() {
        return Stream.of(
                List.of(16, 3, Map.of("acknowledge", true), "com.app.topic"),
                List.of(32, 3, Map.of(), "com.app.topic"),
                List.of(34, 3, 1),
                List.of(48, 3, Map.of(), "com.app.procedure"),
                List.of(64, 3, Map.of(), "com.app.procedure"),
                List.of(66, 3, 1),
                List.of(32, 1, Map.of(), "com.app.topic"));
    }

    @ParameterizedTest
    @MethodSource("secondRequests")
    @Conformance({"PV-6", "ID-7", "A-25"})
    void aStrictRealmWantsTheNextId(List<Object> second) {
        RawPeer peer = join(STRICT);
        peer.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        peer.expect(SUBSCRIBED, 1);

        peer.send(second.toArray());

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"PV-6", "ID-7"})
    void aStrictRealmTakesAllRequestsInOneSequence() {
        RawPeer peer = join(STRICT);
        peer.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        long subscription = peer.expect(SUBSCRIBED, 1).id(2);
        peer.send(REGISTER, 2, Map.of(), uri("procedure"));
        long registration = peer.expect(REGISTERED, 2).id(2);
        peer.send(PUBLISH, 3, Map.of("acknowledge", true), uri("topic"));
        peer.expect(PUBLISHED, 3);
        peer.send(CALL, 4, Map.of(), uri("missing"));
        peer.expect(ERROR, CALL, 4);
        peer.send(UNSUBSCRIBE, 5, subscription);
        peer.expect(UNSUBSCRIBED, 5);
        peer.send(UNREGISTER, 6, registration);
        peer.expect(UNREGISTERED, 6);
    }

    @Test
    @Conformance({"ID-7", "A-25", "ID-6"})
    void aLenientRealmTakesAnyId() {
        RawPeer peer = join();
        for (long request : new long[] {713_845_233L, 5, 1L << 53, 1}) {
            peer.send(CALL, request, Map.of(), uri("missing"));
            peer.expect(ERROR, CALL, request);
            peer.send(PUBLISH, request, Map.of("acknowledge", true), uri("topic"));
            peer.expect(PUBLISHED, request);
        }
    }

    @Test
    @Conformance({"ID-5", "A-26"})
    void eachCalleeCountsItsOwnInvocations() {
        RawPeer one = join();
        RawPeer other = join();
        RawPeer caller = join();
        one.send(REGISTER, 1, Map.of(), uri("one"));
        one.expect(REGISTERED, 1);
        other.send(REGISTER, 1, Map.of(), uri("other"));
        other.expect(REGISTERED, 1);

        for (int i = 1; i <= 3; i++) {
            caller.send(CALL, 2 * i, Map.of(), uri("one"));
            caller.send(CALL, 2 * i + 1, Map.of(), uri("other"));
            one.expect(INVOCATION, i);
            other.expect(INVOCATION, i);
        }
    }

    @Test
    @Conformance({"ID-3", "A-43"})
    void allSubscribersOfATopicHaveTheSameSubscription() {
        RawPeer one = join();
        RawPeer other = join();
        one.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        long subscription = one.expect(SUBSCRIBED, 1).id(2);
        other.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        other.expect(SUBSCRIBED, 1, subscription);
        other.send(SUBSCRIBE, 2, Map.of("match", "prefix"), uri("topic"));

        assertThat(other.expect(SUBSCRIBED, 2).id(2)).isNotEqualTo(subscription);
    }

    @Test
    @Conformance({"MSG-7", "A-47"})
    void emptyAndNullArgumentsAreNone() {
        RawPeer peer = join();
        RawPeer caller = join();
        peer.send(REGISTER, 1, Map.of(), uri("procedure"));
        peer.expect(REGISTERED, 1);

        caller.send(CALL, 1, Map.of(), uri("procedure"), null, Map.of("k", 1));
        peer.expectExactly(INVOCATION, ANY, ANY, ANY, List.of(), Map.of("k", 1));
        caller.send(CALL, 2, Map.of(), uri("procedure"), List.of(1), null);
        peer.expectExactly(INVOCATION, ANY, ANY, ANY, List.of(1));
        caller.send(CALL, 3, Map.of(), uri("procedure"), null, null);
        peer.expectExactly(INVOCATION, ANY, ANY, ANY);
        caller.send(CALL, 4, Map.of(), uri("procedure"), List.of(1), Map.of());
        peer.expect(INVOCATION, ANY, ANY, ANY, List.of(1));
    }
}
