package io.aerostat.acceptance.conformance;

import static io.aerostat.acceptance.conformance.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.RouterProcess;
import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that stop to read: who waits for them is told, and nobody else suffers. Over the two kinds of sockets. */
@ParameterizedClass(name = "{0}")
@MethodSource("sockets")
class StalledPeerIT extends WireCase {
    /** More than any budget and all buffers of the kernel together: 160 times 256 KiB. */
    private static final int MESSAGES = 160;

    private static final String LARGE = "x".repeat(256 * 1024);

    private final CountDownLatch reading = new CountDownLatch(1);

    static Stream<Wire> sockets() {
        return Stream.of(new Wire(Transport.WEBSOCKET, Encoding.JSON), new Wire(Transport.RAWSOCKET, Encoding.MSGPACK));
    }

    @AfterEach
    void read() {
        reading.countDown();
    }

    /** A peer that joins, makes its preparations, and from the first message of this type on does not read until the test says so. */
    private RawPeer stallingAt(int type) {
        RouterProcess router = peers.router().process();
        return RawPeer.connect(wire, inbox -> switch (wire.transport()) {
            case WEBSOCKET ->
                WebSocketConnection.open(
                        OctetStream.tcp(router.port("web")), wire.encoding(), new Stalling(inbox, type));
            case RAWSOCKET ->
                RawSocketConnection.open(
                        OctetStream.tcp(router.port("rawsocket")), wire.encoding(), new Stalling(inbox, type));
            default -> throw new IOException("no socket: " + wire);
        });
    }

    private final class Stalling implements Inbox {
        private final Inbox inbox;
        private final int type;

        Stalling(Inbox inbox, int type) {
            this.inbox = inbox;
            this.type = type;
        }

        @Override
        public void message(byte[] octets) {
            if (wire.encoding().codec().decode(octets) instanceof List<?> message
                    && message.get(0) instanceof Number found
                    && found.intValue() == type) {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            inbox.message(octets);
        }

        @Override
        public void closed(String how) {
            inbox.closed(how);
        }
    }

    @Test
    @Conformance({"RPC-14", "A-45", "P1", "P2", "P4"})
    void callsOfACalleeThatDoesNotReadFailAndOthersDoNot() {
        RawPeer stalled = stallingAt(68);
        stalled.join(Hello.everything(REALM));
        CallCase.register(stalled, uri("stalled"));
        RawPeer healthy = join();
        CallCase.register(healthy, uri("healthy"));
        RawPeer caller = join();
        Set<Long> unanswered = new HashSet<>();

        for (int i = 0; i < MESSAGES; i++) {
            unanswered.add(CallCase.call(caller, uri("stalled"), LARGE));
        }
        long other = CallCase.call(caller, uri("healthy"));
        CallCase.answer(healthy, CallCase.invocation(healthy));

        caller.expectAmongOthers(50, other);
        caller.expectAmongOthers(8, 48, ANY, Map.of(), "wamp.error.network_failure");
        unanswered.remove(other);
        // One of them has been taken out of the queue just now; the others are there, in whatever order.
        int answers = 1;
        while (answers < MESSAGES) {
            Message answer = caller.expect(8, 48);
            assertThat(unanswered.remove(answer.id(2))).as(answer.toString()).isTrue();
            assertThat(answer.text(4))
                    .isIn("wamp.error.network_failure", "wamp.error.canceled", "wamp.error.no_such_procedure");
            answers++;
        }
        caller.expectNothing(healthy);
        assertThat(unanswered).hasSize(1);
        stalled.close();
    }

    @Test
    @Conformance({"PCR-9", "A-45", "P2"})
    void aCallerThatDoesNotReadStopsItsProducer() {
        RawPeer callee = join();
        CallCase.register(callee, uri("many"));
        RawPeer stalled = stallingAt(50);
        stalled.join(Hello.everything(REALM));
        RawPeer healthy = join();
        CallCase.call(stalled, Map.of("receive_progress", true), uri("many"));
        long invocation = CallCase.invocation(callee);

        for (int i = 0; i < MESSAGES; i++) {
            CallCase.progress(callee, invocation, LARGE);
        }

        callee.expect(69, invocation, Map.of("mode", "killnowait"));
        CallCase.answer(callee, invocation);
        long request = CallCase.call(healthy, uri("many"));
        CallCase.answer(callee, CallCase.invocation(callee));
        healthy.expect(50, request);
        stalled.close();
    }
}
