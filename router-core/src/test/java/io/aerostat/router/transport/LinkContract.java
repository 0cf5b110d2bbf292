package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.option.CloseDetails;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.link.Sent;
import io.aerostat.router.link.SharedMessage;
import io.aerostat.router.listener.ConnectionOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what every transport must do for sessions, whatever its framing, over real sockets. */
abstract class LinkContract {
    static final Duration SOON = Duration.ofSeconds(30);
    /** A timeout so long that a slow machine does not reach it in tests of other behaviour. */
    static final Duration PATIENT = Duration.ofMinutes(1);

    private static final Duration IMPATIENT = Duration.ofMillis(300);
    static final ConnectionOptions OPTIONS =
            ConnectionOptions.DEFAULT.withMaxMessageSize(1 << 20).withCloseTimeout(Duration.ofSeconds(2));

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultTimeout(SOON);
    }

    final EchoAcceptor acceptor = new EchoAcceptor();
    final TestServer server = new TestServer();

    /** Opens a listener with the framing under test. */
    abstract SocketAddress listen(LinkAcceptor acceptor, ConnectionOptions options, Duration handshakeTimeout)
            throws Exception;

    abstract Wire connect(SocketAddress address) throws Exception;

    abstract TestPeer handshake(Wire wire, Serialization serialization) throws Exception;

    /** Returns the bytes of the opening handshake for JSON. */
    abstract byte[] opening();

    /**
     * Returns, in hexadecimal, the header of a frame that claims a length of a gigabyte, or the largest length that the
     * framing can claim.
     */
    abstract String greatClaim();

    /** Returns the close frame that the router sends at the end of a link; null if the framing has none. */
    abstract String farewell(LinkClose reason);

    /**
     * Returns the number of bytes that encryption adds to the queued messages; the budget counts them before
     * encryption.
     */
    int encryptionOverhead() {
        return 0;
    }

    /** Returns the size of an answer that still reaches a peer after the peer has ended its direction. */
    int sizeAfterTheEnd() {
        return 900_000;
    }

    SocketAddress address;

    @BeforeEach
    void listenWithTheOptionsOfMostTests() throws Exception {
        address = listen(acceptor, OPTIONS, PATIENT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void messagesComeBackInOrder() throws Exception {
        try (TestPeer peer = join()) {
            for (int i = 1; i <= 500; i++) {
                peer.send("[48," + i + ",{},\"a.b\",[\"" + "x".repeat(i) + "\"]]");
            }
            for (int i = 1; i <= 500; i++) {
                assertThat(peer.message()).isEqualTo("[48," + i + ",{},\"a.b\",[\"" + "x".repeat(i) + "\"]]");
            }
            assertThat(acceptor.last().messages).hasSize(500).allMatch(Call.class::isInstance);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 127, 65_535, 65_536, 65_537, 900_000})
    void messagesOfEverySize(int size) throws Exception {
        String start = "[48,1,{},\"a.b\",[\"";
        String message = start + "y".repeat(size - start.length() - 3) + "\"]]";
        try (TestPeer peer = join()) {
            peer.send(message);

            assertThat(peer.message()).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "MSGPACK", "CBOR"})
    void everySerialization(Serialization serialization) throws Exception {
        Payload payload = Serializers.of(serialization)
                .payload(new PayloadValues(List.of("é", 1L, List.of(true)), Map.of("k", 2.5)));
        io.netty.buffer.ByteBuf encoded = io.netty.buffer.Unpooled.buffer();
        Serializers.of(serialization).encode(new Event(1, 2, EventDetails.NONE, payload), encoded);
        byte[] bytes = io.netty.buffer.ByteBufUtil.getBytes(encoded);
        try (TestPeer peer = handshake(connect(address), serialization)) {
            peer.wire.send(peer.frame(bytes));

            assertThat(peer.message()).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    /** RAW-10: handshake and frames arrive byte by byte. */
    @Test
    void oneByteAtATime() throws Exception {
        address = listen(acceptor, OPTIONS, PATIENT);
        try (Wire wire = connect(address)) {
            for (byte each : opening()) {
                wire.send(new byte[] {each});
            }
            await().until(() -> acceptor.links.size() == 1);
        }
        try (TestPeer peer = join()) {
            for (byte each : peer.frame(TestPeer.CALL.getBytes(StandardCharsets.UTF_8))) {
                peer.wire.send(new byte[] {each});
            }
            for (byte each : peer.ping("p")) {
                peer.wire.send(new byte[] {each});
            }
            assertThat(peer.message()).isEqualTo(TestPeer.CALL);
            assertThat(peer.next()).isEqualTo("pong p");
        }
    }

    @Test
    void whatFollowsTheHandshakeInTheSamePacketCounts() throws Exception {
        byte[] frame;
        try (TestPeer peer = join()) {
            frame = peer.frame("[48,77,{},\"a.b\"]".getBytes(StandardCharsets.UTF_8));
        }
        byte[] opening = opening();
        byte[] all = new byte[opening.length + frame.length];
        System.arraycopy(opening, 0, all, 0, opening.length);
        System.arraycopy(frame, 0, all, opening.length, frame.length);
        try (Wire wire = connect(address)) {
            wire.send(all);

            await().until(() ->
                    acceptor.links.size() == 2 && acceptor.last().messages.size() == 1);
        }
    }

    /** RAW-8 and RFC 6455 §5.5.2: pings between messages, empty pings, and several pings in a row are answered. */
    @Conformance("RAW-8")
    @Test
    void pingsAreAnsweredInOrder() throws Exception {
        try (TestPeer peer = join()) {
            peer.wire.send(peer.ping("one"));
            peer.send(TestPeer.CALL);
            peer.wire.send(peer.ping(""));
            peer.wire.send(peer.ping("three"));

            assertThat(List.of(peer.next(), peer.next(), peer.next(), peer.next()))
                    .containsExactly("pong one", "message [48,1,{},\"a.b\"]", "pong ", "pong three");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "[]", "{}", "[48", "[48,1,{},\"a.b\"] x", "[999,1]", "[48,\"1\",{},\"a.b\"]", ""})
    void bytesThatAreNotWampEndTheConnection(String text) throws Exception {
        try (TestPeer healthy = join();
                TestPeer peer = join()) {
            peer.send(text);
            peer.send(TestPeer.CALL);

            assertThat(peer.message()).startsWith("[3,{\"message\":\"broken\"},\"wamp.error.protocol_violation\"");
            assertFarewell(peer, LinkClose.PROTOCOL_ERROR);
            assertThat(acceptor.last().violations).hasSize(1);
            assertThat(acceptor.last().messages).isEmpty();
            await().until(() -> acceptor.last().closed.size() == 1);
            assertLives(healthy);
        }
    }

    @Test
    void nestingIsBounded() throws Exception {
        try (TestPeer peer = join()) {
            peer.send("[48,1,{\"_deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "},\"a.b\"]");

            assertThat(peer.message()).contains("wamp.error.protocol_violation");
            assertFarewell(peer, LinkClose.PROTOCOL_ERROR);
        }
    }

    @Test
    void invalidUtf8EndsTheConnection() throws Exception {
        try (TestPeer healthy = join();
                TestPeer peer = join()) {
            peer.wire.send(peer.frame("[48,1,{},\"a.b\",[\"\u00ff\"]]".getBytes(StandardCharsets.ISO_8859_1)));

            assertThat(peer.message()).contains("wamp.error.protocol_violation");
            peer.wire.readToEnd(SOON);
            assertLives(healthy);
        }
    }

    @Test
    void aGreatClaimEndsTheConnectionAndTakesNoMemory() throws Exception {
        try (TestPeer healthy = join();
                TestPeer peer = join()) {
            peer.wire.sendHex(greatClaim());
            peer.wire.send(new byte[1000]);

            assertThat(peer.message()).contains("wamp.error.protocol_violation");
            peer.wire.readToEnd(SOON);
            assertLives(healthy);
        }
    }

    /** P21: the router recognizes the request and can therefore refuse it, and the session continues. */
    @Conformance("P21")
    @Test
    void anOversizedMessageIsReportedAndTheConnectionLives() throws Exception {
        try (TestPeer peer = join()) {
            peer.send("[48,4711,{},\"a.b\",[\"" + "z".repeat((1 << 20) + 10) + "\"]]");
            assertLives(peer);

            assertThat(acceptor.last().oversized).containsExactly(new OversizedMessage(48, 4711, false));
            assertThat(acceptor.last().violations).isEmpty();
        }
    }

    @Test
    void silenceEndsTheConnection() throws Exception {
        SocketAddress impatient = listen(acceptor, OPTIONS, IMPATIENT);
        try (TestPeer healthy = join();
                Wire wire = connect(impatient)) {
            wire.readToEnd(SOON);
            assertLives(healthy);
        }
    }

    @Test
    void halfAHandshakeEndsTheConnection() throws Exception {
        byte[] opening = opening();
        for (int length : new int[] {1, 2, 3, opening.length - 1}) {
            assertThatTheConnectionEndsAfter(Arrays.copyOf(opening, length));
        }
        assertThat(acceptor.links).isEmpty();
    }

    /**
     * Checks that the router ends the connection after an incomplete handshake. The timeout also covers the TLS
     * handshake, so a machine that is too busy to finish that handshake in time gets a longer timeout.
     */
    private void assertThatTheConnectionEndsAfter(byte[] half) throws Exception {
        for (Duration limit = IMPATIENT; ; limit = limit.multipliedBy(4)) {
            try (Wire wire = connect(listen(acceptor, OPTIONS, limit))) {
                wire.send(half);

                wire.readToEnd(SOON);
                return;
            } catch (IOException endedBefore) {
                if (limit.compareTo(SOON) > 0) {
                    throw endedBefore;
                }
            }
        }
    }

    @Test
    void garbageEndsTheConnection() throws Exception {
        byte[] garbage = new byte[500];
        new java.util.Random(7).nextBytes(garbage);
        garbage[0] = 0x05;
        try (TestPeer healthy = join();
                Wire wire = connect(address)) {
            wire.send(garbage);

            wire.readToEnd(SOON);
            assertLives(healthy);
        }
    }

    /** A client such as {@code nc -N} sends all its data at once, ends its direction, and still reads. */
    @Test
    void aPeerThatHasEndedItsDirectionGetsTheOutstandingAnswers() throws Exception {
        try (TestPeer peer = join()) {
            peer.send("[48,1,{},\"a.b\",[\"" + "x".repeat(sizeAfterTheEnd()) + "\"]]");
            peer.send("[48,2,{},\"a.b\"]");
            peer.wire.shutdownOutput();

            assertThat(peer.message()).hasSizeGreaterThan(sizeAfterTheEnd());
            assertThat(peer.message()).isEqualTo("[48,2,{},\"a.b\"]");
            peer.wire.readToEnd(SOON);
            await().until(() -> !acceptor.last().closed.isEmpty());
        }
    }

    @Test
    void aPeerThatSendsNothingMoreAfterTheHandshakeGetsItsAnswer() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send(opening());
            wire.shutdownOutput();

            assertThat(wire.readToEnd(SOON)).isNotEmpty();
            await().until(() -> !acceptor.last().closed.isEmpty());
        }
    }

    @Test
    void aPeerThatSendsNothingMoreWithinTheHandshakeIsLetGo() throws Exception {
        byte[] opening = opening();
        for (int length : new int[] {0, 1, opening.length - 1}) {
            byte[] half = new byte[length];
            System.arraycopy(opening, 0, half, 0, length);
            try (Wire wire = connect(address)) {
                wire.send(half);
                wire.shutdownOutput();

                wire.readToEnd(SOON);
            }
        }
        assertThat(acceptor.links).isEmpty();
    }

    @Test
    void aLostConnectionIsReportedOnce() throws Exception {
        TestPeer peer = join();
        peer.close();

        await().until(() -> !acceptor.last().closed.isEmpty());
        assertThat(acceptor.last().closed).hasSize(1);
        assertThat(onLoop(() -> acceptor.last().link.write(goodbye()))).isEqualTo(Sent.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "GOING_AWAY", "PROTOCOL_ERROR", "POLICY", "INTERNAL_ERROR"})
    void theLastWordsArriveBeforeTheEnd(LinkClose reason) throws Exception {
        try (TestPeer peer = join()) {
            onLoop(() -> {
                acceptor.last().link.write(goodbye());
                acceptor.last().link.close(reason);
                return acceptor.last().link.write(goodbye());
            });
            // Bytes that arrive while the router closes the connection must not reset it.
            peer.send(TestPeer.CALL);

            assertThat(peer.message()).isEqualTo("[6,{},\"wamp.close.system_shutdown\"]");
            assertFarewell(peer, reason);
        }
        await().until(() -> acceptor.last().closed.size() == 1);
        assertThat(acceptor.last().messages).isEmpty();
    }

    @Test
    void aPeerThatDoesNotLetGoIsDropped() throws Exception {
        try (TestPeer peer = join()) {
            onLoop(() -> {
                acceptor.last().link.close(LinkClose.NORMAL);
                return null;
            });

            await().atMost(SOON).until(() -> acceptor.last().closed.size() == 1);
        }
    }

    /**
     * P4: the bytes queued for a peer that does not read are limited, and the outcome of a write says when the limit is
     * reached.
     */
    @Test
    void theOutgoingBudget() throws Exception {
        SocketAddress address = listen(acceptor, OPTIONS.withOutgoingBudget(2 << 20), PATIENT);
        try (Wire wire = connectSilently(address)) {
            wire.send(opening());
            await().until(() -> acceptor.links.size() == 1);
            Payload payload = Serializers.of(Serialization.JSON)
                    .payload(new PayloadValues(List.of("p".repeat(16 * 1024)), Map.of()));
            Event event = new Event(1, 2, EventDetails.NONE, payload);

            // The operating system accepts some of the bytes at once; the rest is queued.
            await().until(() -> onLoop(() -> {
                        Sent sent = Sent.OK;
                        for (int i = 0; i < 100 && sent == Sent.OK; i++) {
                            sent = acceptor.last().link.write(event);
                        }
                        return sent;
                    })
                    == Sent.OVER_BUDGET);

            long pending = onLoop(() -> acceptor.last().link.pendingBytes());
            assertThat(pending).isBetween((2L << 20) - 100_000, (2L << 20) + encryptionOverhead());
            assertThat(onLoop(() -> acceptor.last().link.write(goodbye()))).isEqualTo(Sent.OK);
            onLoop(() -> {
                acceptor.last().link.close(LinkClose.POLICY);
                return null;
            });
            await().atMost(SOON).until(() -> acceptor.last().closed.size() == 1);
        }
    }

    @Test
    void aPeerThatReadsAgainGetsEverything() throws Exception {
        SocketAddress address = listen(acceptor, OPTIONS.withPings(Duration.ZERO, SOON), PATIENT);
        try (Wire wire = connectSilently(address)) {
            wire.send(opening());
            await().until(() -> acceptor.links.size() == 1);
            int sent = onLoop(() -> {
                int count = 0;
                Payload payload = Serializers.of(Serialization.JSON)
                        .payload(new PayloadValues(List.of("p".repeat(1000)), Map.of()));
                while (acceptor.last().link.write(new Event(1, 2, EventDetails.NONE, payload)) == Sent.OK) {
                    count++;
                }
                return count;
            });
            // The operating system accepts only some of the messages; more than a megabyte stays queued.
            await().until(() -> onLoop(() -> acceptor.last().link.pendingBytes()) > 1 << 20);
            wire.reading();

            await().atMost(SOON).until(() -> onLoop(() -> acceptor.last().link.pendingBytes()) == 0);
            assertThat(sent).isGreaterThan(7000);
            assertThat(onLoop(() -> acceptor.last().link.write(goodbye()))).isEqualTo(Sent.OK);
            await().atMost(SOON).until(() -> onLoop(() -> acceptor.last().link.pendingBytes()) == 0);
        }
    }

    @Test
    void aSharedMessageGoesToMany() throws Exception {
        try (TestPeer one = join();
                TestPeer other = join()) {
            Payload payload = Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(1L), Map.of()));
            SharedMessage shared = new SharedMessage(new Event(1, 2, EventDetails.NONE, payload));
            for (EchoAcceptor.Accepted accepted : acceptor.links) {
                assertThat(accepted.link
                                .loop()
                                .submit(() -> accepted.link.write(shared))
                                .get())
                        .isEqualTo(Sent.OK);
            }

            assertThat(one.message()).isEqualTo("[36,1,2,{},[1]]");
            assertThat(other.message()).isEqualTo("[36,1,2,{},[1]]");
        }
    }

    /** P20: a message that the peer's serialization cannot express is not sent, and does not affect other messages. */
    @Test
    void inexpressibleValuesAreReported() throws Exception {
        try (TestPeer peer = join()) {
            Payload payload =
                    Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(Double.NaN), Map.of()));
            Event event = new Event(1, 2, EventDetails.NONE, payload);

            assertThat(onLoop(() -> acceptor.last().link.write(event))).isEqualTo(Sent.NOT_EXPRESSIBLE);
            assertThat(onLoop(() -> acceptor.last().link.write(new SharedMessage(event))))
                    .isEqualTo(Sent.NOT_EXPRESSIBLE);
            assertLives(peer);
        }
    }

    /** P3: a silent peer is disconnected. A peer that answers pings, or sends anything else, stays connected. */
    @Conformance({"P3", "RAW-9", "WS-4"})
    @Test
    void keepalive() throws Exception {
        address = listen(acceptor, OPTIONS.withPings(Duration.ofMillis(100), Duration.ofSeconds(2)), PATIENT);
        try (TestPeer silent = join();
                TestPeer talking = join()) {
            EchoAcceptor.Accepted dead = acceptor.links.get(0);
            EchoAcceptor.Accepted alive = acceptor.links.get(1);
            assertThat(silent.next()).startsWith("ping ");

            for (int i = 0; i < 1000 && dead.closed.isEmpty(); i++) {
                assertThat(talking.next()).startsWith("ping ");
                talking.send(TestPeer.CALL);
                assertThat(talking.message()).contains("a.b");
            }

            assertThat(dead.closed).hasSize(1).first().asString().contains("no sign of life");
            assertThat(alive.closed).isEmpty();
        }
    }

    @Test
    void readingPausesAndResumes() throws Exception {
        try (TestPeer peer = join()) {
            onLoop(() -> {
                acceptor.last().link.pauseReading();
                return null;
            });
            peer.send(TestPeer.CALL);
            peer.wire.send(peer.ping("x"));
            // The answers on other connections show that the loops have run since the peer sent its messages.
            try (TestPeer other = join();
                    TestPeer another = join()) {
                assertLives(other);
                assertLives(another);
            }
            assertThat(acceptor.links.get(0).messages).isEmpty();

            acceptor.links
                    .get(0)
                    .link
                    .loop()
                    .execute(() -> acceptor.links.get(0).link.resumeReading());

            assertThat(peer.message()).contains("a.b");
        }
    }

    @Test
    void aBugEndsThatConnectionOnly() throws Exception {
        try (TestPeer healthy = join();
                TestPeer peer = join()) {
            acceptor.last().throwsBug = true;
            peer.send(TestPeer.CALL);

            assertFarewell(peer, LinkClose.INTERNAL_ERROR);
            await().until(() -> acceptor.last().closed.size() == 1);
            assertLives(healthy);
        }
    }

    // Helpers

    TestPeer join() throws Exception {
        int before = acceptor.links.size();
        TestPeer peer = handshake(connect(address), Serialization.JSON);
        await().until(() -> acceptor.links.size() == before + 1);
        return peer;
    }

    Wire connectSilently(SocketAddress address) throws Exception {
        return Wire.connectSilently(address);
    }

    void assertLives(TestPeer peer) throws Exception {
        peer.send("[48,99,{},\"still.there\"]");
        assertThat(peer.message()).isEqualTo("[48,99,{},\"still.there\"]");
    }

    void assertFarewell(TestPeer peer, LinkClose reason) {
        if (farewell(reason) != null) {
            assertThat(peer.next()).isEqualTo(farewell(reason));
        }
        assertThat(peer.next()).isNull();
    }

    <T> T onLoop(Callable<T> task) throws Exception {
        return acceptor.last().link.loop().submit(task).get();
    }

    static Goodbye goodbye() {
        return new Goodbye(CloseDetails.NONE, "wamp.close.system_shutdown");
    }
}
