package io.aerostat.router.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.router.link.LinkAcceptor;
import io.aerostat.router.link.LinkClose;
import io.aerostat.router.link.Sent;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.ConnectionOptions;
import io.aerostat.router.listener.Transport;
import io.netty.buffer.ByteBufUtil;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawSocketTcpLinkTest extends LinkContract {
    /**
     * Returns a transport with a limit that is not a power of two. The handshake announces the next power of two, so
     * there are message sizes between the two limits, which the router must skip.
     */
    static Transport.RawSocket transport(ConnectionOptions options, Duration handshakeTimeout) {
        ConnectionOptions announcingMore = options.withMaxMessageSize(options.maxMessageSize() + 1);
        return new Transport.RawSocket(
                Transport.RawSocket.DEFAULT_SERIALIZATIONS, announcingMore, handshakeTimeout, Access.ANONYMOUS);
    }

    @Override
    SocketAddress listen(LinkAcceptor acceptor, ConnectionOptions options, Duration handshakeTimeout) throws Exception {
        return server.accepting(acceptor)
                .listen(transport(options, handshakeTimeout))
                .address();
    }

    @Override
    Wire connect(SocketAddress address) throws Exception {
        return Wire.connect(address);
    }

    @Override
    TestPeer handshake(Wire wire, Serialization serialization) throws Exception {
        return TestPeer.rawSocket(wire, serialization);
    }

    @Override
    byte[] opening() {
        return ByteBufUtil.decodeHexDump("7ff10000");
    }

    @Override
    String greatClaim() {
        return "08000000";
    }

    @Override
    String farewell(LinkClose reason) {
        return null;
    }

    /** RAW-2, RAW-3: the columns are the opening bytes of the client and the answer of the router. */
    @ParameterizedTest
    @CsvSource({
        "7ff10000, 7fc10000",
        "7f030000, 7fc30000",
        "7ff00000, 7f100000",
        "7ff40000, 7f100000",
        "7ffa0000, 7f100000",
        "7ff10100, 7f300000",
        "7ff10001, 7f300000"
    })
    void answersToOpenings(String opening, String answer) throws Exception {
        try (Wire wire = connect(address)) {
            wire.sendHex(opening);

            assertThat(ByteBufUtil.hexDump(wire.read(4))).isEqualTo(answer);
            if (answer.endsWith("00000") && answer.charAt(3) == '0') {
                assertThat(wire.readToEnd(SOON)).isEmpty();
            }
        }
    }

    /** RAW-4: an HTTP request on the RawSocket port gets no answer. */
    @Test
    void anHttpRequestEndsTheConnectionWithoutAWord() throws Exception {
        try (Wire wire = connect(address)) {
            wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(wire.readToEnd(SOON)).isEmpty();
        }
        assertThat(acceptor.links).isEmpty();
    }

    /** RAW-7: the router sends no message that is longer than the peer accepts. */
    @Test
    void theLimitOfThePeer() throws Exception {
        try (Wire wire = connect(address)) {
            wire.sendHex("7f010000");
            assertThat(ByteBufUtil.hexDump(wire.read(4))).isEqualTo("7fc10000");
            await().until(() -> acceptor.links.size() == 1);
            Payload small = Serializers.of(Serialization.JSON)
                    .payload(new PayloadValues(List.of("s".repeat(512 - 16)), Map.of()));
            Payload large = Serializers.of(Serialization.JSON)
                    .payload(new PayloadValues(List.of("s".repeat(512 - 15)), Map.of()));

            assertThat(onLoop(() -> acceptor.last().link.write(new Event(1, 2, EventDetails.NONE, large))))
                    .isEqualTo(Sent.TOO_LARGE);
            assertThat(onLoop(() -> acceptor.last().link.write(new Event(1, 2, EventDetails.NONE, small))))
                    .isEqualTo(Sent.OK);

            assertThat(ByteBufUtil.hexDump(wire.read(4))).isEqualTo("00000200");
            wire.read(512);
        }
    }

    /** Many clients mistake a ping for a broken frame, so the router pings only clients that are known to answer. */
    @Conformance({"P3", "RAW-9"})
    @Test
    void byDefaultOnlyAPeerThatKnowsPingsIsPinged() throws Exception {
        ConnectionOptions frequent = new ConnectionOptions(
                OPTIONS.maxMessageSize(),
                OPTIONS.outgoingBudget(),
                Duration.ofMillis(50),
                Duration.ofSeconds(60),
                ConnectionOptions.DEFAULT.pingsAnyPeer(),
                OPTIONS.closeTimeout(),
                OPTIONS.decodeLimits(),
                OPTIONS.ubjsonDialect());
        address = listen(acceptor, frequent, PATIENT);
        try (TestPeer stranger = join();
                TestPeer pinging = join();
                TestPeer ponging = join();
                TestPeer recognized = join()) {
            pinging.wire.send(pinging.ping("x"));
            assertThat(pinging.next()).isEqualTo("pong x");
            ponging.wire.sendHex("02000000"); // an unsolicited pong
            onLoop(() -> {
                acceptor.last().link.peerAnswersPings();
                return null;
            });
            for (TestPeer knowing : List.of(pinging, ponging, recognized)) {
                assertThat(knowing.next()).startsWith("ping ");
            }
            // The stranger has joined first, and would have been pinged first.
            stranger.send(TestPeer.CALL);
            assertThat(stranger.next()).isEqualTo("message [48,1,{},\"a.b\"]");
        }
    }

    /** RAW-5: tests reserved bits and types after the handshake. */
    @ParameterizedTest
    @CsvSource({"03000001", "07000000", "10000000", "80000000"})
    void brokenFramesEndTheConnection(String frame) throws Exception {
        try (TestPeer peer = join()) {
            peer.wire.sendHex(frame);

            assertThat(peer.message()).contains("wamp.error.protocol_violation");
            assertThat(peer.next()).isNull();
        }
    }
}
