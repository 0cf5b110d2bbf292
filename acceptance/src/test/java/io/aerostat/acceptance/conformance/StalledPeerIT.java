package io.aerostat.acceptance.conformance;

import static io.aerostat.testkit.MessageType.CALL;
import static io.aerostat.testkit.MessageType.ERROR;
import static io.aerostat.testkit.MessageType.INTERRUPT;
import static io.aerostat.testkit.MessageType.RESULT;
import static io.aerostat.testkit.RawPeer.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.RouterProcess;
import io.aerostat.conformance.Conformance;
import io.aerostat.testkit.ByteStream;
import io.aerostat.testkit.Connection;
import io.aerostat.testkit.Encoding;
import io.aerostat.testkit.Hello;
import io.aerostat.testkit.Message;
import io.aerostat.testkit.RawPeer;
import io.aerostat.testkit.RawSocketConnection;
import io.aerostat.testkit.WebSocketConnection;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests peers that stop reading, over WebSocket and RawSocket. Sessions that wait for these peers must get an error,
 * and no other session may be harmed.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("sockets")
class StalledPeerIT extends WireCase {
    /** The number of messages of 256 KiB: together, they exceed the outbound budget plus all buffers of the kernel. */
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

    /**
     * Connects a peer that stops reading after the first message of this type, until the test counts {@link #reading}
     * down.
     */
    private RawPeer stallingAt(int type) {
        RouterProcess router = peers.router().process();
        return RawPeer.connect(
                wire,
                wire.encoding(),
                () -> new Stalling(
                        type,
                        switch (wire.transport()) {
                            case WEBSOCKET ->
                                WebSocketConnection.open(ByteStream.tcp(router.port("web")), "ws", wire.encoding());
                            case RAWSOCKET ->
                                RawSocketConnection.open(ByteStream.tcp(router.port("rawsocket")), wire.encoding());
                            default -> throw new IOException("no socket: " + wire);
                        }));
    }

    private final class Stalling implements Connection {
        private final int type;
        private final Connection connection;

        Stalling(int type, Connection connection) {
            this.type = type;
            this.connection = connection;
        }

        @Override
        public byte @Nullable [] readFrame() throws IOException {
            byte[] bytes = connection.readFrame();
            if (bytes != null
                    && wire.encoding().codec().decode(bytes) instanceof List<?> message
                    && message.get(0) instanceof Number found
                    && found.intValue() == type) {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return bytes;
        }

        @Override
        public void send(byte[] message) throws IOException {
            connection.send(message);
        }

        @Override
        public void reset() throws IOException {
            connection.reset();
        }

        @Override
        public void close() throws IOException {
            connection.close();
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

        caller.expectAmongOthers(RESULT, other);
        caller.expectAmongOthers(ERROR, CALL, ANY, Map.of(), "wamp.error.network_failure");
        unanswered.remove(other);
        // One error has been received above; the other errors follow in any order.
        int answers = 1;
        while (answers < MESSAGES) {
            Message answer = caller.expect(ERROR, CALL);
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

        callee.expect(INTERRUPT, invocation, Map.of("mode", "killnowait"));
        CallCase.answer(callee, invocation);
        long request = CallCase.call(healthy, uri("many"));
        CallCase.answer(callee, CallCase.invocation(callee));
        healthy.expect(RESULT, request);
        stalled.close();
    }
}
