package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the end of a registration that other nodes still have. */
class UnregisterTest {
    private static final String WORK = "com.app.work";
    private static final RegisterOptions EXCLUSIVE =
            new RegisterOptions(MatchPolicy.EXACT, InvocationPolicy.SINGLE, false, false, 0, false);

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");
    private final TestClient callee = a.client();

    @AfterEach
    void close() {
        a.close();
        b.close();
        fabric.close();
    }

    /** Does several round trips, in which a message for the client would arrive. */
    private void expectNothing() {
        for (int i = 0; i < 20; i++) {
            callee.publishAcknowledged("com.app.topic");
        }
        callee.expectNothing();
    }

    @Test
    @Conformance({"RPC-13", "P26"})
    void aProcedureIsFreeOnEveryNodeOnceUnregisteredIsSent() {
        long registration = callee.register(WORK);
        CompletableFuture<Void> release = b.node.hold();
        callee.send(new Unregister(callee.next(), registration));
        await().until(() -> a.node.rows() == 1); // only the row of the session

        expectNothing();
        release.complete(null);
        callee.take(Unregistered.class);

        b.client().register(WORK);
    }

    @Test
    @Conformance("RPC-13")
    void aSessionThatRegistersAgainGetsItsAnswersInOrder() {
        long registration = callee.register(WORK);
        CompletableFuture<Void> release = b.node.hold();
        callee.send(new Unregister(callee.next(), registration));
        callee.send(new Register(callee.next(), EXCLUSIVE, WORK));
        expectNothing();
        release.complete(null);

        callee.take(Unregistered.class);
        assertThat(callee.take(Registered.class).request()).isEqualTo(callee.last() - 20);
    }

    @Test
    void aSessionThatLeavesMeanwhileIsForgotten() {
        long registration = callee.register(WORK);
        CompletableFuture<Void> release = b.node.hold();
        callee.send(new Unregister(callee.next(), registration));
        callee.send(new Register(callee.next(), EXCLUSIVE, WORK));
        callee.lose();
        await().until(() -> a.node.rows() == 0);
        release.complete(null);

        TestClient successor = b.client();
        await().until(() -> successor.result("wamp.registration.match", WORK) == null);
        successor.register(WORK);
    }
}
