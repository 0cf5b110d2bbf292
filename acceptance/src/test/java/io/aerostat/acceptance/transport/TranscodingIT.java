package io.aerostat.acceptance.transport;

import static io.aerostat.acceptance.transport.WebSocketPeer.BINARY;
import static io.aerostat.acceptance.transport.WebSocketPeer.FIN;
import static io.aerostat.acceptance.transport.WebSocketPeer.TEXT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests calls from every serialization to every serialization, and their results. Callee and caller must receive
 * exactly the bytes that the test lists (MSG-5, MSG-8, SER-1 … SER-6). All payloads have one argument.
 */
@ExtendWith(TransportsRouter.Provider.class)
class TranscodingIT {
    private static final AtomicInteger PROCEDURES = new AtomicInteger();

    /**
     * Encodes messages without the code under test. A message is a list of integers, dictionaries and texts, followed
     * by arguments that the test gives as bytes.
     */
    private enum Encoding {
        JSON,
        MSGPACK,
        CBOR,
        UBJSON;

        String subprotocol() {
            return "wamp.2." + name().toLowerCase(java.util.Locale.ROOT);
        }

        /**
         * Converts a notation to bytes. The notation is a text in JSON, and hexadecimal digits in other serializations.
         */
        byte[] bytes(String notation) {
            return this == JSON ? notation.getBytes(UTF_8) : HexFormat.of().parseHex(notation.replace(" ", ""));
        }

        String notation(byte[] bytes) {
            return this == JSON ? new String(bytes, UTF_8) : HexFormat.of().formatHex(bytes);
        }

        byte[] message(byte[] args, Object... elements) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int size = elements.length + (args.length == 0 ? 0 : 1);
            switch (this) {
                case JSON, UBJSON -> out.write('[');
                case MSGPACK -> out.write(0x90 | size);
                case CBOR -> out.write(0x80 | size);
            }
            for (int i = 0; i < elements.length; i++) {
                if (this == JSON && i > 0) {
                    out.write(',');
                }
                out.writeBytes(element(elements[i]));
            }
            if (args.length > 0) {
                if (this == JSON) {
                    out.write(',');
                }
                out.writeBytes(args);
            }
            if (this == JSON || this == UBJSON) {
                out.write(']');
            }
            return out.toByteArray();
        }

        private byte[] element(Object element) {
            if (element instanceof Integer number) {
                return switch (this) {
                    case JSON -> number.toString().getBytes(UTF_8);
                    case MSGPACK -> new byte[] {(byte) (int) number};
                    case CBOR ->
                        number < 24 ? new byte[] {(byte) (int) number} : new byte[] {0x18, (byte) (int) number};
                    case UBJSON -> new byte[] {'U', (byte) (int) number};
                };
            }
            if (element instanceof String text) {
                byte[] utf8 = text.getBytes(UTF_8);
                return switch (this) {
                    case JSON -> ("\"" + text + "\"").getBytes(UTF_8);
                    case MSGPACK -> RawSocketIT.concat(new byte[] {(byte) 0xD9, (byte) utf8.length}, utf8);
                    case CBOR -> RawSocketIT.concat(new byte[] {0x78, (byte) utf8.length}, utf8);
                    case UBJSON -> RawSocketIT.concat(new byte[] {'S', 'U', (byte) utf8.length}, utf8);
                };
            }
            // There are only two dictionaries: HELLO's details with all roles, and an empty one.
            if (element == ROLES) {
                return switch (this) {
                    case JSON -> "{\"roles\":{\"caller\":{},\"callee\":{}}}".getBytes(UTF_8);
                    case MSGPACK -> bytes("81 a5726f6c6573 82 a663616c6c6572 80 a663616c6c6565 80");
                    case CBOR -> bytes("a1 65726f6c6573 a2 6663616c6c6572 a0 6663616c6c6565 a0");
                    case UBJSON -> bytes("7b 5505726f6c6573 7b 550663616c6c6572 7b7d 550663616c6c6565 7b7d 7d 7d");
                };
            }
            return switch (this) {
                case JSON, UBJSON -> "{}".getBytes(UTF_8);
                case MSGPACK -> new byte[] {(byte) 0x80};
                case CBOR -> new byte[] {(byte) 0xA0};
            };
        }

        /**
         * Checks whether the last element of a message has these bytes. Ignores the byte that closes the message's
         * list.
         */
        boolean endsWith(byte[] message, byte[] args) {
            int end = message.length - (this == JSON || this == UBJSON ? 1 : 0);
            return end >= args.length && java.util.Arrays.equals(message, end - args.length, end, args, 0, args.length);
        }
    }

    private static final Object ROLES = new Object();
    private static final Object NOTHING = new Object();

    /** A joined session with one serialization. */
    private static final class Session implements AutoCloseable {
        private final Encoding encoding;
        private final WebSocketPeer peer;

        Session(TransportsRouter router, Encoding encoding) throws IOException {
            this.encoding = encoding;
            this.peer = WebSocketPeer.wamp(router.connect("web"), encoding.subprotocol());
            send(new byte[0], 1, "wire", ROLES);
            assertThat(typeOf(receive())).isEqualTo(2);
        }

        void send(byte[] args, Object... elements) throws IOException {
            peer.frame(FIN | (encoding == Encoding.JSON ? TEXT : BINARY), encoding.message(args, elements))
                    .flush();
        }

        byte[] receive() {
            return encoding == Encoding.JSON ? peer.text().getBytes(UTF_8) : peer.binary();
        }

        int typeOf(byte[] message) {
            return switch (encoding) {
                case JSON -> Integer.parseInt(new String(message, UTF_8).split("[,\\]]")[0].substring(1));
                case MSGPACK -> message[1];
                case CBOR -> message[1] == 0x18 ? message[2] : message[1];
                case UBJSON -> message[2];
            };
        }

        String describe(byte[] message) {
            return encoding + " " + encoding.notation(message);
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    private final TransportsRouter router;

    TranscodingIT(TransportsRouter router) {
        this.router = router;
    }

    @Conformance({"MSG-8", "SER-1", "SER-2", "SER-3", "SER-4", "SER-5", "SER-6", "SER-7", "SER-8", "SER-11"})
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2^53 | [9007199254740992] | 91 cf 0020000000000000 | 81 1b 0020000000000000 "
                        + "| 5b 4c 0020000000000000 5d",
                "2^53 + 1 | [9007199254740993] | 91 cf 0020000000000001 | 81 1b 0020000000000001 "
                        + "| 5b 4c 0020000000000001 5d",
                "-2^53 | [-9007199254740992] | 91 d3 ffe0000000000000 | 81 3b 001fffffffffffff "
                        + "| 5b 4c ffe0000000000000 5d",
                "2^63 - 1 | [9223372036854775807] | 91 cf 7fffffffffffffff | 81 1b 7fffffffffffffff "
                        + "| 5b 4c 7fffffffffffffff 5d",
                "2^63 | [9223372036854775808] | 91 cf 8000000000000000 | 81 1b 8000000000000000 "
                        + "| 5b 48 55 13 39323233333732303336383534373735383038 5d",
                "2^64 - 1 | [18446744073709551615] | 91 cf ffffffffffffffff | 81 1b ffffffffffffffff "
                        + "| 5b 48 55 14 3138343436373434303733373039353531363135 5d",
                "-2^63 | [-9223372036854775808] | 91 d3 8000000000000000 | 81 3b 7fffffffffffffff "
                        + "| 5b 4c 8000000000000000 5d",
                "beyond 64 bits | [18446744073709551616] | | 81 c2 49 010000000000000000 "
                        + "| 5b 48 55 14 3138343436373434303733373039353531363136 5d",
                "small integers | [[0,23,24,127,128,255,256,-1,-24,-25,-32,-33]] "
                        + "| 91 9c 00 17 18 7f cc80 ccff cd0100 ff e8 e7 e0 d0df "
                        + "| 81 8c 00 17 1818 187f 1880 18ff 190100 20 37 3818 381f 3820 "
                        + "| 5b 5b 5500 5517 5518 557f 5580 55ff 490100 69ff 69e8 69e7 69e0 69df 5d 5d",
                "a half | [0.5] | 91 cb 3fe0000000000000 | 81 fb 3fe0000000000000 | 5b 44 3fe0000000000000 5d",
                "a real that is whole | [3.0] | 91 cb 4008000000000000 | 81 fb 4008000000000000 "
                        + "| 5b 44 4008000000000000 5d",
                "the smallest double | [4.9E-324] | 91 cb 0000000000000001 | 81 fb 0000000000000001 "
                        + "| 5b 44 0000000000000001 5d",
                "the greatest double | [1.7976931348623157E308] | 91 cb 7fefffffffffffff | 81 fb 7fefffffffffffff "
                        + "| 5b 44 7fefffffffffffff 5d",
                "a negative zero | [-0.0] | 91 cb 8000000000000000 | 81 fb 8000000000000000 "
                        + "| 5b 44 8000000000000000 5d",
                "no number | | 91 cb 7ff8000000000000 | 81 fb 7ff8000000000000 | 5b 44 7ff8000000000000 5d",
                "infinity | | 91 cb 7ff0000000000000 | 81 fb 7ff0000000000000 | 5b 44 7ff0000000000000 5d",
                "null, true, false | [[null,true,false]] | 91 93 c0 c3 c2 | 81 83 f6 f5 f4 | 5b 5b 5a 54 46 5d 5d",
                "an empty text | [\"\"] | 91 a0 | 81 60 | 5b 53 55 00 5d",
                "characters of every length | [\"aé€🎈\"] | 91 aa 61c3a9e282acf09f8e88 | 81 6a 61c3a9e282acf09f8e88 "
                        + "| 5b 53 55 0a 61c3a9e282acf09f8e88 5d",
                "U+0000 within a text | [\"a\\u0000b\"] | 91 a3 610062 | 81 63 610062 | 5b 53 55 03 610062 5d",
                "U+0000 before a text | | 91 a2 0062 | 81 62 0062 | 5b 53 55 02 0062 5d",
                "control characters | [\"\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\"] | 91 a9 08090a0c0d1f225c2f "
                        + "| 81 69 08090a0c0d1f225c2f | 5b 53 55 09 08090a0c0d1f225c2f 5d",
                "a binary | [\"\\u0000EOP/kFMHXFJvX8BtT+N82w==\"] | 91 c4 10 10e3ff9053075c526f5fc06d4fe37cdb "
                        + "| 81 50 10e3ff9053075c526f5fc06d4fe37cdb "
                        + "| 5b 5b 24 55 23 55 10 10e3ff9053075c526f5fc06d4fe37cdb 5d",
                "an empty binary | [\"\\u0000\"] | 91 c4 00 | 81 40 | 5b 5b 24 55 23 55 00 5d",
                "a binary deep below | [{\"a\":[[{\"b\":\"\\u0000AQ==\"}]]}] | 91 81 a161 91 91 81 a162 c401 01 "
                        + "| 81 a1 6161 81 81 a1 6162 41 01 "
                        + "| 5b 7b 55 01 61 5b 5b 7b 55 01 62 5b 24 55 23 55 01 01 7d 5d 5d 7d 5d",
                "nested dictionaries | [{\"k\":{\"k\":{\"k\":{}}}}] | 91 81 a16b 81 a16b 81 a16b 80 "
                        + "| 81 a1 616b a1 616b a1 616b a0 "
                        + "| 5b 7b 55 01 6b 7b 55 01 6b 7b 55 01 6b 7b 7d 7d 7d 7d 5d",
                "keys in their order | [{\"b\":1,\"a\":2,\"é\":3}] | 91 83 a162 01 a161 02 a2c3a9 03 "
                        + "| 81 a3 6162 01 6161 02 62c3a9 03 | 5b 7b 550162 5501 550161 5502 5502c3a9 5503 7d 5d",
                "a key with U+0000 | [{\"\\u0000AQ==\":1}] | 91 81 a50041513d3d 01 | 81 a1 650041513d3d 01 "
                        + "| 5b 7b 55050041513d3d 5501 7d 5d",
                "empty lists and dictionaries | [[[],{},[[]]]] | 91 93 90 80 91 90 | 81 83 80 a0 81 80 "
                        + "| 5b 5b 5b5d 7b7d 5b 5b5d 5d 5d 5d",
            })
    void aValueIsTheSameEverywhere(String name, String json, String msgpack, String cbor, String ubjson)
            throws IOException {
        String[] forms = {json, msgpack, cbor, ubjson};
        for (Encoding from : Encoding.values()) {
            if (forms[from.ordinal()] == null) {
                continue; // A serialization that lacks the value cannot send it.
            }
            try (Session caller = new Session(router, from)) {
                for (Encoding to : Encoding.values()) {
                    try (Session callee = new Session(router, to)) {
                        exchange(caller, from.bytes(forms[from.ordinal()]), callee, forms[to.ordinal()]);
                    }
                }
            }
        }
    }

    /** Makes a call with the value, and answers the call with the value as the callee has received it. */
    private static void exchange(Session caller, byte[] sent, Session callee, String expected) throws IOException {
        String procedure = "com.wire.procedure" + PROCEDURES.incrementAndGet();
        callee.send(new byte[0], 64, 1, NOTHING, procedure);
        assertThat(callee.typeOf(callee.receive())).isEqualTo(65);
        caller.send(sent, 48, 1 + PROCEDURES.get() % 20, NOTHING, procedure);
        if (expected == null) {
            // P20: the caller gets an error at once, and the callee gets nothing.
            byte[] error = caller.receive();
            assertThat(caller.typeOf(error)).as(caller.describe(error)).isEqualTo(8);
            assertThat(new String(error, UTF_8)).contains("wamp.error.invalid_argument");
            return;
        }
        byte[] args = callee.encoding.bytes(expected);
        byte[] invocation = callee.receive();
        assertThat(callee.typeOf(invocation)).isEqualTo(68);
        assertThat(callee.encoding.endsWith(invocation, args))
                .as("from %s: %s", caller.encoding, callee.describe(invocation))
                .isTrue();
        callee.send(args, 70, 1, NOTHING);
        byte[] result = caller.receive();
        assertThat(caller.typeOf(result)).isEqualTo(50);
        assertThat(caller.encoding.endsWith(result, sent))
                .as("from %s: %s", callee.encoding, caller.describe(result))
                .isTrue();
    }

    /** MSG-5: between peers with the same serialization, the bytes pass unchanged, whatever their value and form is. */
    @Conformance({"MSG-5", "SER-5", "SER-6", "SER-10"})
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | [ 1e400 , -0 , 1.50 , \"\\u0041\\/\" ]",
                "JSON | [\"\\ud800\"]",
                "JSON | [123456789012345678901234567890.123456789]",
                "JSON | [{\"a\":1,\"a\":2}]",
                "MSGPACK | 91 d6 05 514b67b0", // a timestamp
                "MSGPACK | 91 c7 03 05 010203",
                "MSGPACK | dc0001 d3 0000000000000001", // not the shortest form
                "CBOR | 81 c0 74 323031332d30332d32315432303a30343a30305a",
                "CBOR | 81 c2 5818 0102030405060708090a0b0c0d0e0f101112131415161718",
                "CBOR | 9f 9f ff bf ff 7f 6161 60 ff ff",
                "CBOR | 81 f90001",
                "CBOR | 81 d9d9f7 d818 45 6161616161",
                "CBOR | 82 f7 e0",
                "UBJSON | 5b 23 55 02 4e 55 01 54",
                "UBJSON | 5b 48 55 04 312e3530 5d",
                "UBJSON | 5b 24 69 23 55 02 01 02",
            })
    void bytesPassBetweenEqualSerializers(Encoding encoding, String notation) throws IOException {
        byte[] args = encoding.bytes(notation);
        try (Session caller = new Session(router, encoding);
                Session callee = new Session(router, encoding)) {
            exchange(caller, args, callee, notation);
        }
    }

    /**
     * A value that only one serialization can express is refused if the receiver uses another serialization, and no
     * session is harmed.
     */
    @Conformance({"P20", "SER-5", "SER-7"})
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | [\"\\ud800\"]",
                "JSON | [1e400]",
                "MSGPACK | 91 d6 05 514b67b0",
                "CBOR | 81 e0",
            })
    void whatOthersLackIsRefused(Encoding from, String notation) throws IOException {
        try (Session caller = new Session(router, from)) {
            for (Encoding to : Encoding.values()) {
                if (to != from) {
                    try (Session callee = new Session(router, to)) {
                        exchange(caller, from.bytes(notation), callee, null);
                    }
                }
            }
        }
    }
}
