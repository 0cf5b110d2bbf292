package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.EVENT;
import static io.aerostat.testkit.MessageType.INVOCATION;
import static io.aerostat.testkit.MessageType.PUBLISH;
import static io.aerostat.testkit.MessageType.PUBLISHED;
import static io.aerostat.testkit.MessageType.REGISTER;
import static io.aerostat.testkit.MessageType.REGISTERED;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.MessageType.SUBSCRIBE;
import static io.aerostat.testkit.MessageType.SUBSCRIBED;
import static io.aerostat.testkit.MessageType.UNREGISTER;
import static io.aerostat.testkit.MessageType.UNREGISTERED;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBE;
import static io.aerostat.testkit.MessageType.UNSUBSCRIBED;
import static io.aerostat.testkit.MessageType.YIELD;
import static io.aerostat.testkit.RawPeer.ANY;

import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.RawPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that messages arrive in the order in which they were sent. */
@Tag("over-nats")
class OrderIT extends ConformanceCase {
    private static final int MANY = 60;

    @Test
    @Conformance({"ORD-1", "P22", "INP-1"})
    void eventsOfAPublisherKeepTheirOrderAcrossTopics() {
        RawPeer subscriber = join();
        RawPeer publisher = join();
        for (int topic = 0; topic < 3; topic++) {
            subscriber.send(SUBSCRIBE, topic + 1, Map.of(), uri("topic" + topic));
            subscriber.expect(SUBSCRIBED, topic + 1);
        }

        for (int i = 0; i < MANY; i++) {
            publisher.send(PUBLISH, i + 1, Map.of(), uri("topic" + i % 3), List.of(i));
        }

        for (int i = 0; i < MANY; i++) {
            subscriber.expect(EVENT, ANY, ANY, ANY, List.of(i));
        }
    }

    @Test
    @Conformance({"ORD-3", "P22", "INP-1"})
    void invocationsOfACallerKeepTheirOrderAcrossProcedures() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(REGISTER, 1, Map.of(), uri("one"));
        callee.expect(REGISTERED, 1);
        callee.send(REGISTER, 2, Map.of(), uri("other"));
        callee.expect(REGISTERED, 2);

        for (int i = 0; i < MANY; i++) {
            caller.send(CALL, i + 1, Map.of(), uri(i % 2 == 0 ? "one" : "other"), List.of(i));
        }

        for (int i = 0; i < MANY; i++) {
            callee.expect(INVOCATION, i + 1, ANY, ANY, List.of(i));
        }
    }

    @Test
    @Conformance("ORD-2")
    void aSubscriptionIsConfirmedBeforeItsEvents() {
        RawPeer subscriber = join();
        RawPeer publisher = join();
        publisher.send(PUBLISH, 1, Map.of("retain", true), uri("topic"), List.of("retained"));
        for (int i = 2; i < 20; i++) {
            publisher.send(PUBLISH, i, Map.of(), uri("topic"), List.of("live"));
        }

        subscriber.send(SUBSCRIBE, 1, Map.of("get_retained", true), uri("topic"));

        for (int i = 20; i < MANY; i++) {
            publisher.send(PUBLISH, i, Map.of(), uri("topic"), List.of("live"));
        }
        subscriber.expect(SUBSCRIBED, 1);
        subscriber.expectAmongOthers(EVENT, ANY, ANY, ANY, List.of("retained"));
    }

    @Test
    @Conformance("ORD-4")
    void aRegistrationIsConfirmedBeforeItsInvocations() {
        RawPeer callee = join();
        RawPeer caller = join();
        for (int i = 1; i < 20; i++) {
            caller.send(CALL, i, Map.of(), uri("procedure"));
        }

        callee.send(REGISTER, 1, Map.of(), uri("procedure"));

        for (int i = 20; i < MANY; i++) {
            caller.send(CALL, i, Map.of(), uri("procedure"));
        }
        callee.expect(REGISTERED, 1);
        caller.send(CALL, MANY, Map.of(), uri("procedure"));
        callee.expect(INVOCATION, 1);
    }

    @Test
    @Conformance("ORD-5")
    void aFastAnswerOvertakesASlowOne() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(REGISTER, 1, Map.of(), uri("procedure"));
        callee.expect(REGISTERED, 1);
        caller.send(CALL, 1, Map.of(), uri("procedure"));
        caller.send(CALL, 2, Map.of(), uri("procedure"));
        callee.expect(INVOCATION, 1);
        callee.expect(INVOCATION, 2);

        callee.send(YIELD, 2, Map.of());
        callee.send(YIELD, 1, Map.of());

        caller.expect(RESULT, 2);
        caller.expect(RESULT, 1);
    }

    @Test
    @Conformance("ORD-6")
    void progressKeepsItsOrderAndPrecedesTheResult() {
        RawPeer callee = join();
        RawPeer caller = join();
        callee.send(REGISTER, 1, Map.of(), uri("procedure"));
        callee.expect(REGISTERED, 1);
        caller.send(CALL, 1, Map.of("receive_progress", true), uri("procedure"));
        callee.expect(INVOCATION, 1, ANY, Map.of("receive_progress", true));

        for (int i = 0; i < MANY; i++) {
            callee.send(YIELD, 1, Map.of("progress", true), List.of(i));
        }
        callee.send(YIELD, 1, Map.of(), List.of("end"));

        for (int i = 0; i < MANY; i++) {
            caller.expectExactly(RESULT, 1, Map.of("progress", true), List.of(i));
        }
        caller.expectExactly(RESULT, 1, Map.of(), List.of("end"));
    }

    @Test
    @Conformance("ORD-8")
    void afterTheEndOfASubscriptionOrRegistrationNothingMoreComes() {
        RawPeer peer = join();
        RawPeer other = join();
        peer.send(SUBSCRIBE, 1, Map.of(), uri("topic"));
        long subscription = peer.expect(SUBSCRIBED, 1).id(2);
        peer.send(REGISTER, 2, Map.of(), uri("procedure"));
        long registration = peer.expect(REGISTERED, 2).id(2);
        peer.send(UNSUBSCRIBE, 3, subscription);
        peer.expectExactly(UNSUBSCRIBED, 3);
        peer.send(UNREGISTER, 4, registration);
        peer.expectExactly(UNREGISTERED, 4);

        other.send(PUBLISH, 1, Map.of("acknowledge", true), uri("topic"));
        other.expect(PUBLISHED, 1);
        other.send(CALL, 2, Map.of(), uri("procedure"));
        other.expect(ERROR, CALL, 2, ANY, "wamp.error.no_such_procedure");

        peer.expectNothing(other);
    }
}
