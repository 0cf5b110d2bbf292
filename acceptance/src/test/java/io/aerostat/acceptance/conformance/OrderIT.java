package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What arrives in the order in which it was sent. */
class OrderIT extends ConformanceCase {
    private static final int MANY = 60;

    @Test
    @Conformance({"ORD-1", "P22", "INP-1"})
    void eventsOfAPublisherKeepTheirOrderAcrossTopics() {
        RawPeer subscriber = join();
        RawPeer publisher = join();
        for (int topic = 0; topic < 3; topic++) {
            subscriber.send(32, topic + 1, Map.of(), uri("topic" + topic));
            subscriber.expect(33, topic + 1);
        }

        for (int i = 0; i < MANY; i++) {
            publisher.send(16, i + 1, Map.of(), uri("topic" + i % 3), List.of(i));
        }

        for (int i = 0; i < MANY; i++) {
            subscriber.expect(36, ANY, ANY, ANY, List.of(i));
        }
    }

    @Test
    @Conformance({"ORD-3", "P22", "INP-1"})
    void invocationsOfACallerKeepTheirOrderAcrossProcedures() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(64, 1, Map.of(), uri("one"));
        callee.expect(65, 1);
        callee.send(64, 2, Map.of(), uri("other"));
        callee.expect(65, 2);

        for (int i = 0; i < MANY; i++) {
            caller.send(48, i + 1, Map.of(), uri(i % 2 == 0 ? "one" : "other"), List.of(i));
        }

        for (int i = 0; i < MANY; i++) {
            callee.expect(68, i + 1, ANY, ANY, List.of(i));
        }
    }

    @Test
    @Conformance("ORD-2")
    void aSubscriptionIsConfirmedBeforeItsEvents() {
        RawPeer subscriber = join();
        RawPeer publisher = join();
        publisher.send(16, 1, Map.of("retain", true), uri("topic"), List.of("retained"));
        for (int i = 2; i < 20; i++) {
            publisher.send(16, i, Map.of(), uri("topic"), List.of("live"));
        }

        subscriber.send(32, 1, Map.of("get_retained", true), uri("topic"));

        for (int i = 20; i < MANY; i++) {
            publisher.send(16, i, Map.of(), uri("topic"), List.of("live"));
        }
        subscriber.expect(33, 1);
        subscriber.expectAmongOthers(36, ANY, ANY, ANY, List.of("retained"));
    }

    @Test
    @Conformance("ORD-4")
    void aRegistrationIsConfirmedBeforeItsInvocations() {
        RawPeer callee = join();
        RawPeer caller = join();
        for (int i = 1; i < 20; i++) {
            caller.send(48, i, Map.of(), uri("procedure"));
        }

        callee.send(64, 1, Map.of(), uri("procedure"));

        for (int i = 20; i < MANY; i++) {
            caller.send(48, i, Map.of(), uri("procedure"));
        }
        callee.expect(65, 1);
        caller.send(48, MANY, Map.of(), uri("procedure"));
        callee.expect(68, 1);
    }

    @Test
    @Conformance("ORD-5")
    void aFastAnswerOvertakesASlowOne() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(64, 1, Map.of(), uri("procedure"));
        callee.expect(65, 1);
        caller.send(48, 1, Map.of(), uri("procedure"));
        caller.send(48, 2, Map.of(), uri("procedure"));
        callee.expect(68, 1);
        callee.expect(68, 2);

        callee.send(70, 2, Map.of());
        callee.send(70, 1, Map.of());

        caller.expect(50, 2);
        caller.expect(50, 1);
    }

    @Test
    @Conformance("ORD-6")
    void progressKeepsItsOrderAndPrecedesTheResult() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(64, 1, Map.of(), uri("procedure"));
        callee.expect(65, 1);
        caller.send(48, 1, Map.of("receive_progress", true), uri("procedure"));
        callee.expect(68, 1, ANY, Map.of("receive_progress", true));

        for (int i = 0; i < MANY; i++) {
            callee.send(70, 1, Map.of("progress", true), List.of(i));
        }
        callee.send(70, 1, Map.of(), List.of("end"));

        for (int i = 0; i < MANY; i++) {
            caller.expectExactly(50, 1, Map.of("progress", true), List.of(i));
        }
        caller.expectExactly(50, 1, Map.of(), List.of("end"));
    }

    @Test
    @Conformance("ORD-8")
    void afterTheEndOfASubscriptionOrRegistrationNothingMoreComes() {
        RawPeer peer = join();
        RawPeer other = join();
        peer.send(32, 1, Map.of(), uri("topic"));
        long subscription = peer.expect(33, 1).id(2);
        peer.send(64, 2, Map.of(), uri("procedure"));
        long registration = peer.expect(65, 2).id(2);
        peer.send(34, 3, subscription);
        peer.expectExactly(35, 3);
        peer.send(66, 4, registration);
        peer.expectExactly(67, 4);

        other.send(16, 1, Map.of("acknowledge", true), uri("topic"));
        other.expect(17, 1);
        other.send(48, 2, Map.of(), uri("procedure"));
        other.expect(8, 48, 2, ANY, "wamp.error.no_such_procedure");

        peer.expectNothing(other);
    }
}
