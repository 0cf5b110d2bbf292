package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.Passthru;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests calls that end for their caller while they still wait for the event loop of their callee. */
class LateCallTest {
    private static final String WORK = "com.app.work";
    private static final int TIMEOUT_MILLIS = 1000;
    private static final CallOptions SHORT =
            new CallOptions(false, false, TIMEOUT_MILLIS, false, null, null, Passthru.NONE);

    private final Fabric fabric = new Fabric();
    private final TestNode a = new TestNode(fabric, "a");
    private final TestNode b = new TestNode(fabric, "b");
    private final TestClient callee = b.client();
    private final TestClient caller = a.client();
    private SlowReader[] readers = {};

    /** Makes both event loops of the callee's node stand still. */
    @BeforeEach
    void stopTheCallee() throws InterruptedException {
        callee.register(WORK);
        readers = new SlowReader[] {SlowReader.on(b, "com.app.stop"), SlowReader.on(b, "com.app.stop")};
        caller.publish("com.app.stop", "stop");
        for (SlowReader reader : readers) {
            reader.awaitStop();
        }
    }

    private void letTheCalleeGoOn() {
        for (SlowReader reader : readers) {
            reader.goOn();
        }
    }

    @AfterEach
    void close() {
        letTheCalleeGoOn();
        await().untilAsserted(() -> assertThat(b.network.callsInFlight()).isZero());
        a.close();
        b.close();
        fabric.close();
    }

    @Test
    @Conformance({"P1", "CAN-1"})
    void aCanceledCallDoesNotReachItsCallee() {
        long request = caller.call(WORK, "canceled");
        await().until(() -> b.network.callsInFlight() == 1);
        caller.send(new Cancel(request, new CancelOptions(CancelMode.SKIP)));
        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.CANCELED);
        await().until(() -> b.network.callsInFlight() == 0);

        letTheCalleeGoOn();

        assertThatTheNextInvocationIsThatOfANewCall();
    }

    @Test
    @Conformance({"P1", "TMO-1"})
    void aCallDoesNotReachItsCalleeAfterItsTimeoutEvenIfItsNodeIsSilent() {
        caller.call(WORK, SHORT, "late");
        await().until(() -> b.network.callsInFlight() == 1);
        CompletableFuture<Void> heard = b.node.hold(); // so that node b does not learn that the call has ended
        assertThat(caller.take(ErrorMessage.class).error()).isEqualTo(ErrorUris.TIMEOUT);
        long timedOut = System.nanoTime();
        await().until(() ->
                System.nanoTime() - timedOut > TIMEOUT_MILLIS * 1_000_000L); // the timeout has passed at node b, too

        letTheCalleeGoOn();
        await().until(() -> b.network.callsInFlight() == 0);
        heard.complete(null);

        assertThatTheNextInvocationIsThatOfANewCall();
    }

    private void assertThatTheNextInvocationIsThatOfANewCall() {
        caller.call(WORK, "new");
        Invocation invocation = callee.invocation();
        assertThat(TestClient.args(invocation)).containsExactly("new");
        callee.yield(invocation, "answer");
        caller.take(Result.class);
    }
}
