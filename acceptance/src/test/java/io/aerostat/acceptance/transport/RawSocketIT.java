package io.aerostat.acceptance.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests RawSocket byte by byte (RAW-1 … RAW-10). The port accepts messages of 2^16 bytes in four serializations.
 */
@ExtendWith(TransportsRouter.Provider.class)
class RawSocketIT {
    private static final String HELLO =
            "[1,\"wire\",{\"roles\":{\"caller\":{},\"callee\":{},\"publisher\":{},\"subscriber\":{}}}]";

    private final TransportsRouter router;

    RawSocketIT(TransportsRouter router) {
        this.router = router;
    }

    // Handshake

    /** RAW-1, RAW-2, RAW-3: offers each length with each serializer. */
    @Conformance({"RAW-1", "RAW-2", "RAW-3"})
    @Test
    void everyLengthWithEverySerializer() throws IOException {
        for (int length = 0; length <= 15; length++) {
            for (int serializer = 0; serializer <= 15; serializer++) {
                try (RawConnection raw = router.connect("rawsocket")) {
                    raw.send(new byte[] {0x7F, (byte) (length << 4 | serializer), 0, 0});

                    boolean known = serializer >= 1 && serializer <= 4;
                    assertThat(raw.readHex(4))
                            .as("length %s, serializer %s", length, serializer)
                            .isEqualTo(known ? "7f7" + serializer + "0000" : "7f100000");
                    if (!known) {
                        assertThat(raw.isAtEnd()).isTrue();
                    }
                }
            }
        }
    }

    /** RAW-3: sets each of the sixteen reserved bits. */
    @Conformance("RAW-3")
    @Test
    void reservedBits() throws IOException {
        for (int bit = 0; bit < 16; bit++) {
            try (RawConnection raw = router.connect("rawsocket")) {
                raw.send(new byte[] {0x7F, (byte) 0xF1, (byte) (1 << bit >> 8), (byte) (1 << bit)});

                assertThat(raw.readHex(4)).as("bit %s", bit).isEqualTo("7f300000");
                assertThat(raw.isAtEnd()).isTrue();
            }
        }
    }

    /** RAW-3: offers a serializer that this port does not accept. */
    @Conformance("RAW-3")
    @ParameterizedTest
    @CsvSource({"great, f2", "great, f4", "unix, f4"})
    void serializersThatAreNotEnabled(String transport, String each) throws IOException {
        try (RawConnection raw = router.connect(transport)) {
            raw.sendHex("7f" + each + "0000");

            assertThat(raw.readHex(4)).isEqualTo("7f100000");
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    /** RAW-4: any first byte except the magic one ends the connection without an answer. */
    @Conformance("RAW-4")
    @Test
    void everyOtherFirstByte() throws IOException {
        for (int first = 0; first <= 0xFF; first += first == 0x7E ? 2 : 1) {
            try (RawConnection raw = router.connect("rawsocket")) {
                raw.send(new byte[] {(byte) first, (byte) 0xF1, 0, 0});

                assertThat(raw.isAtEnd()).as("byte %s", first).isTrue();
            }
        }
    }

    /** RAW-10: the handshake may be split at every byte, and further bytes may arrive together with it. */
    @Conformance({"RAW-10", "RAW-11", "RAW-12"})
    @ParameterizedTest
    @ValueSource(strings = {"rawsocket", "unix", "rawsockets", "universal", "universals"})
    void handshakeAndHelloSplitAnywhere(String transport) throws IOException {
        byte[] all = concat(new byte[] {0x7F, (byte) 0xF1, 0, 0}, frame(0, HELLO.getBytes(UTF_8)));
        for (int at = 1; at <= all.length; at += at < 12 ? 1 : 9) {
            try (RawConnection raw = router.connect(transport)) {
                raw.send(Arrays.copyOf(all, at)).send(Arrays.copyOfRange(all, at, all.length));

                assertThat(raw.readHex(4)).isEqualTo("7f710000");
                assertThat(message(raw)).startsWith("[2,");
            }
        }
        try (RawConnection raw = router.connect(transport)) {
            for (byte each : all) {
                raw.send(new byte[] {each});
            }
            assertThat(raw.readHex(4)).isEqualTo("7f710000");
            assertThat(message(raw)).startsWith("[2,");
        }
    }

    // Lengths

    /** P10: a peer whose limit is smaller than WELCOME gets an error at once. */
    @Conformance({"RAW-6", "P10"})
    @Test
    void aPeerTooSmallForWelcome() throws IOException {
        try (RawConnection raw = open("rawsocket", "01")) {
            raw.send(frame(0, HELLO.getBytes(UTF_8)));

            assertThat(message(raw)).startsWith("[3,").contains("wamp.error.payload_size_exceeded");
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    /**
     * RAW-6, RAW-7: the router sends no message that is larger than the peer accepts. If a message is too large, its
     * call fails with an error, or its event is dropped.
     */
    @Conformance({"RAW-6", "RAW-7", "P21"})
    @Test
    void theLimitOfThePeerIsKept() throws IOException {
        String large = "x".repeat(5000);
        try (RawConnection small = join("rawsocket", "31");
                RawConnection roomy = join("rawsocket", "f1")) {
            send(small, "[64,1,{},\"com.raw.small\"]");
            assertThat(message(small)).startsWith("[65,1,");
            send(small, "[32,2,{},\"com.raw.topic\"]");
            assertThat(message(small)).startsWith("[33,2,");
            send(roomy, "[64,1,{},\"com.raw.roomy\"]");
            assertThat(message(roomy)).startsWith("[65,1,");

            send(roomy, "[48,2,{},\"com.raw.small\",[\"" + large + "\"]]");
            assertThat(message(roomy)).startsWith("[8,48,2,").contains("wamp.error.payload_size_exceeded");

            send(roomy, "[16,3,{\"acknowledge\":true},\"com.raw.topic\",[\"" + large + "\"]]");
            assertThat(message(roomy)).startsWith("[17,3,");
            send(roomy, "[16,4,{},\"com.raw.topic\",[\"small\"]]");
            assertThat(message(small)).startsWith("[36,").endsWith("[\"small\"]]");

            send(small, "[48,3,{},\"com.raw.roomy\"]");
            String invocation = message(roomy);
            assertThat(invocation).startsWith("[68,1,");
            send(roomy, "[70,1,{},[\"" + large + "\"]]");
            assertThat(message(small)).startsWith("[8,48,3,").contains("wamp.error.payload_size_exceeded");
        }
    }

    /** RAW-6: a message may have exactly the length that the router has announced, and not one byte more. */
    @Conformance("RAW-6")
    @Test
    void theLimitOfTheRouter() throws IOException {
        try (RawConnection raw = join("rawsocket", "f1")) {
            String start = "[48,1,{},\"com.raw.nobody\",[\"";
            String longest = start + "y".repeat(65_536 - start.length() - 3) + "\"]]";
            send(raw, longest);
            assertThat(message(raw)).startsWith("[8,48,1,").contains("no_such_procedure");

            raw.sendHex("00010001");
            assertThat(message(raw)).startsWith("[3,").contains("wamp.error.protocol_violation");
            assertThat(raw.isAtEnd()).isTrue();
        }
    }

    /** RAW-5: the largest message, whose length needs a 25th bit, passes in both directions. */
    @Conformance("RAW-5")
    @Test
    void aMessageOfTwoToTheTwentyFour() throws IOException {
        try (RawConnection raw = join("great", "f1")) {
            String start = "[48,1,{},\"com.raw.nobody\",[\"";
            byte[] great = new byte[1 << 24];
            Arrays.fill(great, (byte) 'g');
            byte[] head = start.getBytes(UTF_8);
            System.arraycopy(head, 0, great, 0, head.length);
            System.arraycopy("\"]]".getBytes(UTF_8), 0, great, great.length - 3, 3);
            raw.sendHex("08000000").send(great);

            assertThat(message(raw)).startsWith("[8,48,1,").contains("no_such_procedure");
            raw.sendHex("08000001");
            assertThat(message(raw)).contains("wamp.error.protocol_violation");
        }
    }

    // Frames

    /**
     * RAW-5: sends each reserved bit and type, the 25th bit of a length, and a message longer than the router has
     * announced.
     */
    @Conformance({"RAW-5", "RAW-6"})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10000001",
                "20000001",
                "40000001",
                "80000001",
                "03000001",
                "04000001",
                "05000001",
                "06000001",
                "07000001",
                "08000000",
                "0f000001",
                "00ffffff",
                "01010001",
                "02010001",
                "ffffffff"
            })
    void brokenHeaders(String header) throws IOException {
        for (String transport : new String[] {"rawsocket", "unix"}) {
            try (RawConnection raw = join(transport, "f1")) {
                raw.sendHex(header);

                assertThat(message(raw)).startsWith("[3,").contains("wamp.error.protocol_violation");
                assertThat(raw.isAtEnd()).isTrue();
            }
        }
    }

    /** RAW-8: sends pings of every length, several in a row, between messages, and directly after the handshake. */
    @Conformance("RAW-8")
    @Test
    void pingsAreAnsweredAtOnceInOrder() throws IOException {
        try (RawConnection raw = join("rawsocket", "f1")) {
            for (int length : new int[] {0, 1, 125, 126, 4096, 65_536}) {
                byte[] payload = new byte[length];
                Arrays.fill(payload, (byte) 0x7F);
                raw.send(frame(1, payload));
                assertThat(raw.read(4 + length)).isEqualTo(frame(2, payload));
            }
            raw.send(concat(
                    frame(1, "one".getBytes(UTF_8)),
                    frame(0, "[48,1,{},\"com.raw.nobody\"]".getBytes(UTF_8)),
                    frame(1, new byte[0]),
                    frame(2, "nobody asked".getBytes(UTF_8)),
                    frame(1, "three".getBytes(UTF_8))));
            assertThat(raw.read(7)).isEqualTo(frame(2, "one".getBytes(UTF_8)));
            assertThat(message(raw)).startsWith("[8,48,1,");
            assertThat(raw.read(4)).isEqualTo(frame(2, new byte[0]));
            assertThat(raw.read(9)).isEqualTo(frame(2, "three".getBytes(UTF_8)));
        }
    }

    @Conformance("RAW-8")
    @Test
    void pingsBeforeAnyMessage() throws IOException {
        try (RawConnection raw = open("rawsocket", "f1")) {
            raw.send(frame(1, "early".getBytes(UTF_8)));
            assertThat(raw.read(9)).isEqualTo(frame(2, "early".getBytes(UTF_8)));
        }
    }

    private RawConnection open(String transport, String each) throws IOException {
        RawConnection raw = router.connect(transport);
        raw.sendHex("7f" + each + "0000");
        assertThat(raw.readHex(4)).startsWith("7f").endsWith("0000").doesNotStartWith("7f10");
        return raw;
    }

    private RawConnection join(String transport, String each) throws IOException {
        RawConnection raw = open(transport, each);
        send(raw, HELLO);
        assertThat(message(raw)).startsWith("[2,");
        return raw;
    }

    static void send(RawConnection raw, String json) throws IOException {
        raw.send(frame(0, json.getBytes(UTF_8)));
    }

    /** Returns the next message; skips the router's pings. */
    static String message(RawConnection raw) {
        while (true) {
            int type = raw.read();
            int length = raw.read() << 16 | raw.read() << 8 | raw.read();
            byte[] payload = raw.read(length);
            if (type == 0) {
                return new String(payload, UTF_8);
            }
            assertThat(type).as("a ping").isEqualTo(1);
        }
    }

    static byte[] frame(int type, byte[] payload) {
        byte[] frame = new byte[4 + payload.length];
        frame[0] = (byte) type;
        frame[1] = (byte) (payload.length >> 16);
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        return frame;
    }

    static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
