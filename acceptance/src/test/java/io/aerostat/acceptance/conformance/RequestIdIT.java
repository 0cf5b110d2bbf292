package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ids of requests, invocations, subscriptions and registrations. */
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
        peer.send(32, 1, Map.of(), uri("topic"));
        peer.expect(33, 1);

        peer.send(second.toArray());

        peer.expectProtocolViolation();
    }

    @Test
    @Conformance({"PV-6", "ID-7"})
    void aStrictRealmTakesAllRequestsInOneSequence() {
        RawPeer peer = join(STRICT);
        peer.send(32, 1, Map.of(), uri("topic"));
        long subscription = peer.expect(33, 1).id(2);
        peer.send(64, 2, Map.of(), uri("procedure"));
        long registration = peer.expect(65, 2).id(2);
        peer.send(16, 3, Map.of("acknowledge", true), uri("topic"));
        peer.expect(17, 3);
        peer.send(48, 4, Map.of(), uri("missing"));
        peer.expect(8, 48, 4);
        peer.send(34, 5, subscription);
        peer.expect(35, 5);
        peer.send(66, 6, registration);
        peer.expect(67, 6);
    }

    @Test
    @Conformance({"ID-7", "A-25", "ID-6"})
    void aLenientRealmTakesAnyId() {
        RawPeer peer = join();
        for (long request : new long[] {713_845_233L, 5, 1L << 53, 1}) {
            peer.send(48, request, Map.of(), uri("missing"));
            peer.expect(8, 48, request);
            peer.send(16, request, Map.of("acknowledge", true), uri("topic"));
            peer.expect(17, request);
        }
    }

    @Test
    @Conformance({"ID-5", "A-26"})
    void eachCalleeCountsItsOwnInvocations() {
        RawPeer one = join();
        RawPeer other = join();
        RawPeer caller = join();
        one.send(64, 1, Map.of(), uri("one"));
        one.expect(65, 1);
        other.send(64, 1, Map.of(), uri("other"));
        other.expect(65, 1);

        for (int i = 1; i <= 3; i++) {
            caller.send(48, 2 * i, Map.of(), uri("one"));
            caller.send(48, 2 * i + 1, Map.of(), uri("other"));
            one.expect(68, i);
            other.expect(68, i);
        }
    }

    @Test
    @Conformance({"ID-3", "A-43"})
    void allSubscribersOfATopicHaveTheSameSubscription() {
        RawPeer one = join();
        RawPeer other = join();
        one.send(32, 1, Map.of(), uri("topic"));
        long subscription = one.expect(33, 1).id(2);
        other.send(32, 1, Map.of(), uri("topic"));
        other.expect(33, 1, subscription);
        other.send(32, 2, Map.of("match", "prefix"), uri("topic"));

        assertThat(other.expect(33, 2).id(2)).isNotEqualTo(subscription);
    }

    @Test
    @Conformance({"MSG-7", "A-47"})
    void emptyAndNullArgumentsAreNone() {
        RawPeer peer = join();
        RawPeer caller = join();
        peer.send(64, 1, Map.of(), uri("procedure"));
        peer.expect(65, 1);

        caller.send(48, 1, Map.of(), uri("procedure"), null, Map.of("k", 1));
        peer.expectExactly(68, ANY, ANY, ANY, List.of(), Map.of("k", 1));
        caller.send(48, 2, Map.of(), uri("procedure"), List.of(1), null);
        peer.expectExactly(68, ANY, ANY, ANY, List.of(1));
        caller.send(48, 3, Map.of(), uri("procedure"), null, null);
        peer.expectExactly(68, ANY, ANY, ANY);
        caller.send(48, 4, Map.of(), uri("procedure"), List.of(1), Map.of());
        peer.expect(68, ANY, ANY, ANY, List.of(1));
    }
}
