package io.aerostat.client.connection;

import static io.aerostat.client.TestRuntime.DEADLINE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.client.error.ConnectFailed;
import io.aerostat.client.execution.ClientRuntime;
import io.aerostat.client.session.CloseReason;
import io.aerostat.client.session.JoinRequest;
import io.aerostat.client.session.Session;
import io.aerostat.client.session.exchange.ClientSessionOptions;
import io.aerostat.client.session.life.Joining;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.payload.Serialization;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the client's RawSocket byte by byte, with the test as the server. */
class RawSocketBytesTest {
    private static final String WELCOME = "[2,1,{\"roles\":{\"broker\":{},\"dealer\":{}}}]";

    private final ClientRuntime runtime = ClientRuntime.create("raw");
    private ServerSocket server;
    private Socket socket;
    private DataInputStream in;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
        server.close();
        runtime.close();
    }

    /** Returns the future of a join after the client has sent the four bytes of its handshake. */
    private CompletableFuture<Session> joining(Serialization serialization, int maxMessageSize, String opening)
            throws IOException {
        ConnectorOptions options =
                ConnectorOptions.DEFAULT.serializations(serialization).maxMessageSize(maxMessageSize);
        CompletableFuture<Session> joining = Joining.join(
                Connectors.to("rs://127.0.0.1:" + server.getLocalPort(), options, runtime),
                () -> CompletableFuture.completedStage(JoinRequest.of("realm1")),
                ClientSessionOptions.of(runtime.executor(), runtime.timer()));
        socket = server.accept();
        socket.setSoTimeout((int) DEADLINE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        assertThat(HexFormat.of().formatHex(in.readNBytes(4))).isEqualTo(opening);
        return joining;
    }

    private void say(String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
        socket.getOutputStream().flush();
    }

    private void sayFrame(String json) throws IOException {
        byte[] bytes = json.getBytes(US_ASCII);
        say(String.format("%08x", bytes.length) + HexFormat.of().formatHex(bytes));
    }

    /** Reads the next frame: its header of four bytes, and its payload. */
    private String frame() throws IOException {
        int header = in.readInt();
        byte[] payload = in.readNBytes(header & 0xFFFFFF);
        return String.format("%08x", header) + HexFormat.of().formatHex(payload);
    }

    private Session joined() throws IOException {
        CompletableFuture<Session> joining = joining(Serialization.JSON, 1 << 24, "7ff10000");
        say("7ff10000");
        frame(); // HELLO
        sayFrame(WELCOME);
        return joining.join();
    }

    @ParameterizedTest
    @EnumSource(value = Serialization.class, mode = EnumSource.Mode.EXCLUDE, names = "BJDATA")
    @Conformance("RAW-1")
    void opensWithItsSerializationAndLength(Serialization serialization) throws Exception {
        for (int exponent = 9; exponent <= 24; exponent++) {
            String opening = String.format("7f%x%x0000", exponent - 9, serialization.rawSocketId());
            joining(serialization, 1 << exponent, opening);
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7ff20000", // a serialization that the client did not request
                "7ff00000", // no serialization
                "7ef10000", // another magic
                "7ff10100", // reserved bytes
                "7ff10001",
                "7f100000", // RAW-3: the errors
                "7f200000",
                "7f300000",
                "7f400000",
                "7f500000",
                "48545450"
            })
    @Conformance({"RAW-2", "RAW-3"})
    void takesNoReplyButItsOwnSerialization(String reply) throws Exception {
        CompletableFuture<Session> joining = joining(Serialization.JSON, 1 << 24, "7ff10000");
        say(reply);

        assertThatThrownBy(joining::join).hasCauseInstanceOf(ConnectFailed.class);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    @Conformance("RAW-10")
    void takesAReplyAndFramesByteByByte() throws Exception {
        CompletableFuture<Session> joining = joining(Serialization.JSON, 1 << 24, "7ff10000");
        socket.setTcpNoDelay(true);
        byte[] welcome = WELCOME.getBytes(US_ASCII);
        String all = "7ff10000" + String.format("%08x", welcome.length)
                + HexFormat.of().formatHex(welcome);
        for (int at = 0; at < all.length(); at += 2) {
            if (at == 8) {
                frame(); // WELCOME comes after HELLO
            }
            say(all.substring(at, at + 2));
        }

        assertThat(joining.join().details().id()).isEqualTo(1);
    }

    @Test
    @Conformance("RAW-8")
    void everyPingIsAnsweredByOnePongWithItsPayload() throws Exception {
        Session session = joined();
        // three pings, and a pong that answers no ping
        say("01000000" + "0100000168" + "01000003616263" + "02000001ff");

        assertThat(frame()).isEqualTo("02000000");
        assertThat(frame()).isEqualTo("0200000168");
        assertThat(frame()).isEqualTo("02000003616263");
        session.publish("com.t");
        assertThat(frame()).startsWith("000000"); // no second pong in between
        assertThat(session.isJoined()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"03000000", "07000000", "10000000", "80000000", "08000001"})
    @Conformance("RAW-5")
    void reservedBitsEndTheConnection(String header) throws Exception {
        Session session = joined();
        say(header);

        assertThat(session.closed().await(DEADLINE).uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
    }

    @Test
    @Conformance("RAW-6")
    void aLongerMessageThanAnnouncedFailsTheConnectionBeforeItIsKept() throws Exception {
        CompletableFuture<Session> joining = joining(Serialization.JSON, 512, "7f010000");
        say("7ff10000");
        frame();
        sayFrame(WELCOME);
        Session session = joining.join();
        say("00ffffff"); // the header of a frame, without any of its payload

        CloseReason reason = session.closed().await(DEADLINE);
        assertThat(reason.uri()).isEqualTo(CloseReason.TRANSPORT_LOST);
        assertThat(reason.message()).contains("at most 512");
    }

    @Test
    @Conformance("RAW-5")
    void theLongestMessageHasTheTwentyFifthBit() throws Exception {
        Session session = joined();
        CompletableFuture<Integer> length = new CompletableFuture<>();
        CompletableFuture<?> call =
                session.call("com.p").as(String.class).thenAccept(text -> length.complete(text.length()));
        frame();
        String head = "[50,1,{},[\"";
        String tail = "\"]]";
        socket.getOutputStream().write(HexFormat.of().parseHex("08000000"));
        socket.getOutputStream()
                .write((head + "x".repeat((1 << 24) - head.length() - tail.length()) + tail).getBytes(US_ASCII));
        socket.getOutputStream().flush();

        call.join();
        assertThat(length.join()).isEqualTo((1 << 24) - head.length() - tail.length());
    }

    /** The session ends when the router's GOODBYE arrives, not when the client has waited too long for GOODBYE. */
    @Test
    @Conformance("SES-14")
    void anInvalidMessageAfterOurGoodbyeIsDropped() throws Exception {
        Session session = joined();

        CompletableFuture<CloseReason> closed = session.leave();
        frame(); // GOODBYE
        sayFrame("[\"no message\"]");
        sayFrame("[6,{},\"wamp.close.goodbye_and_out\"]");

        assertThat(closed).succeedsWithin(Duration.ofSeconds(2));
    }
}
