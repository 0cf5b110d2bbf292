package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.router.realm.BrokerLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests publications that arrive at a node faster than it can deliver them. */
class FloodTest {
    private static final String TOPIC = "com.app.topic";
    private static final BrokerLimits FEW_UNDELIVERED = new BrokerLimits(100, 100, 1 << 20, 16, 100, 10);

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(
            fabric, "b", options -> options.withBroker(options.broker().withLimits(FEW_UNDELIVERED)));

    private final List<SlowReader> readers = new ArrayList<>();

    @AfterEach
    void close() {
        readers.forEach(SlowReader::goOn);
        a.close();
        b.close();
        fabric.close();
    }

    private SlowReader reader() throws InterruptedException {
        SlowReader reader = SlowReader.on(b, TOPIC);
        readers.add(reader);
        return reader;
    }

    @Test
    @Conformance({"P4", "P22"})
    void publicationsThatWaitForSubscribersStayUnconfirmed() throws InterruptedException {
        SlowReader one = reader();
        SlowReader other = reader(); // uses the second event loop of the node
        TestClient publisher = a.client();

        for (long number = 0; number < 200; number++) {
            publisher.publish(TOPIC, number);
        }

        long size = 20; // the least size of a publication's record
        await().untilAsserted(() -> assertThat(b.node.held.get()).isGreaterThan(100 * size));
        one.goOn();
        other.goOn();
        await().until(() -> one.events.size() == 200 && other.events.size() == 200);
        assertThat(one.events).isSorted();
        assertThat(other.events).isSorted();
        assertThat(b.node.held).hasValue(0);
    }

    @Test
    @Conformance({"P4", "P27"})
    void publicationsThatWaitEndWithTheirLink() throws InterruptedException {
        SlowReader reader = reader();
        reader(); // uses the second event loop of the node
        TestClient publisher = a.client();
        for (long number = 0; number < 200; number++) {
            publisher.publish(TOPIC, number);
        }
        await().untilAsserted(() -> assertThat(b.node.held.get()).isGreaterThan(2000));

        fabric.cut(a.node, b.node);
        fabric.heal(a.node, b.node);
        readers.forEach(SlowReader::goOn);
        await().until(() -> {
            publisher.publish(TOPIC, 1000L);
            return reader.events.contains(1000L);
        });
        assertThat(reader.events).isSorted();
    }

    @Test
    @Conformance("P4")
    void aPublisherPausesWhileTooMuchWaitsForAnotherNode() {
        TestClient subscriber = b.client();
        subscriber.subscribe(TOPIC);
        TestClient publisher = a.client();
        a.node.congested = true;

        publisher.publish(TOPIC, 1L);
        publisher.publish(TOPIC, 2L);

        assertThat(TestClient.args(subscriber.event())).containsExactly(1L);
        // The router still reads from other clients. One of these two clients shares the event loop of the publisher:
        // if the router had read the second publication, that event would arrive before the event of this client.
        for (TestClient further : List.of(a.client(), a.client())) {
            further.publish(TOPIC, "later");
            assertThat(TestClient.args(subscriber.event())).containsExactly("later");
        }
        a.node.congested = false;
        assertThat(TestClient.args(subscriber.event())).containsExactly(2L);
    }

    @Test
    @Conformance({"P1", "P27"})
    void aPublisherContinuesWhenTheLinkOfTheNodeIsDown() {
        TestClient subscriber = b.client();
        subscriber.subscribe(TOPIC);
        TestClient publisher = a.client();
        a.node.congested = true;
        publisher.publish(TOPIC, 1L);
        subscriber.event();

        fabric.cut(a.node, b.node);

        publisher.result("wamp.session.count");
    }

    @Test
    @Conformance({"P4", "P21"})
    void aPublicationThatIsTooLargeForALinkIsReported() {
        b.client().subscribe(TOPIC);
        TestClient publisher = a.client();
        publisher.subscribe("wamp.publication.on_dropped");

        long publication = publisher.publishAcknowledged(TOPIC, "x".repeat(Fabric.MAXIMUM_RECORD));

        assertThat(TestClient.args(publisher.event())).containsExactly(publication, 1L);
    }
}
