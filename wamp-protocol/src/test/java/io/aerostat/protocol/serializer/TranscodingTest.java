package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests transcoding from every serialization to every other one: it loses nothing, or it fails (MSG-8, SER-1, SER-3,
 * SER-4, SER-7).
 */
@Conformance("MSG-8")
class TranscodingTest {
    private static final Map<String, Object> NESTED = new LinkedHashMap<>();

    static {
        NESTED.put("", Map.of());
        NESTED.put("list", Arrays.asList(null, List.of(), List.of(Map.of("deep", new byte[] {7}))));
        NESTED.put("\u0000AAAA", "a key that looks like a binary");
        NESTED.put("é\ud83c\udf88", -1L);
    }

    private static final BigInteger TWO = BigInteger.TWO;

    /** Values that every serialization can express. */
    private static final List<Object> VALUES = Arrays.asList(
            null,
            true,
            false,
            0L,
            -1L,
            23L,
            24L,
            127L,
            128L,
            255L,
            256L,
            -32L,
            -33L,
            -128L,
            -129L,
            32_767L,
            32_768L,
            -32_768L,
            -32_769L,
            65_535L,
            65_536L,
            (1L << 31) - 1,
            1L << 31,
            -(1L << 31),
            -(1L << 31) - 1,
            (1L << 32) - 1,
            1L << 32,
            (1L << 53) - 1,
            1L << 53,
            (1L << 53) + 1,
            -(1L << 53) - 1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            TWO.pow(63),
            TWO.pow(64).subtract(BigInteger.ONE),
            0.0,
            -0.0,
            1.0,
            0.1,
            -1.5e300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            (double) (1L << 53),
            "",
            "a",
            "\u0001\u001f\"\\/\b\f\n\r\t\u007f\u2028",
            "ÄÖ€\ud83c\udf88\uffff",
            "x\u0000y",
            "?",
            "?".repeat(100),
            "é?".repeat(100),
            "x".repeat(31),
            "x".repeat(32),
            "x".repeat(255),
            "x".repeat(256),
            "\ud83c\udf88".repeat(20_000),
            new byte[0],
            new byte[] {0},
            new byte[] {(byte) 0xff, 0},
            new byte[255],
            new byte[256],
            new byte[70_000],
            List.of(),
            Map.of(),
            List.of(1L, List.of(2L, List.of())),
            NESTED,
            List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L),
            Stream.iterate(0L, i -> i + 1).limit(16).toList(),
            Stream.iterate(0L, i -> i + 1).limit(70_000).toList());

    static Stream<Arguments> pairs() {
        return Stream.of(Serialization.values())
                .flatMap(from -> Stream.of(Serialization.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @Conformance({"MSG-8", "SER-1"})
    @MethodSource("pairs")
    void valuesOfEverySerializationAreKept(Serialization from, Serialization to) throws Exception {
        for (Object value : VALUES) {
            Map<String, Object> kwargs = new LinkedHashMap<>();
            kwargs.put("k", value);
            PayloadValues values = new PayloadValues(Arrays.asList(value, 7L), kwargs);
            Payload source = Frames.payload(from, values);

            Payload target = Serializers.transcoder().transcode(source, to);

            assertThat(notation(target)).isEqualTo(Notation.of(values.args()) + Notation.of(values.kwargs()));
            assertThat(target.serialization()).isEqualTo(to);
            assertThat(target.toByteArray())
                    .as("as if written from values")
                    .isEqualTo(Frames.payload(to, values).toByteArray());
            byte[] frame = Frames.encode(to, new Event(1, 2, EventDetails.NONE, source));
            assertThat(notation(((Event) Frames.decode(to, frame)).payload())).isEqualTo(notation(target));
        }
    }

    private static String notation(Payload payload) {
        PayloadValues values = Serializers.of(payload.serialization()).values(payload);
        return Notation.of(values.args()) + Notation.of(values.kwargs());
    }

    /** The columns are the bytes of a value in one serialization and in another. */
    @ParameterizedTest
    @Conformance({"MSG-8"})
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // integers stay integers, and reals stay reals (SER-2)
                "JSON | [9007199254740993] | MSGPACK | 91 cf 00 20 00 00 00 00 00 01",
                "JSON | [1.0] | CBOR | 81 fb 3f f0 00 00 00 00 00 00",
                "JSON | [1e2] | MSGPACK | 91 cb 40 59 00 00 00 00 00 00",
                "JSON | [-0] | CBOR | 81 00",
                "JSON | [-0.0] | CBOR | 81 fb 80 00 00 00 00 00 00 00",
                "CBOR | 81 fb 43 40 00 00 00 00 00 00 | JSON | [9.007199254740992E15]",
                "CBOR | 81 f9 3c 01 | JSON | [1.0009765625]",
                "CBOR | 81 f9 00 02 | JSON | [1.1920928955078125E-7]",
                "CBOR | 81 f9 80 00 | JSON | [-0.0]",
                "CBOR | 81 fa 7f 7f ff ff | MSGPACK | 91 cb 47 ef ff ff e0 00 00 00",
                "MSGPACK | 91 ca 3f 80 00 00 | JSON | [1.0]",
                "MSGPACK | 91 d3 00 00 00 00 00 00 00 01 | CBOR | 81 01",
                // more than 64 bits
                "JSON | [18446744073709551616] | CBOR | 81 c2 49 01 00 00 00 00 00 00 00 00",
                "JSON | [-18446744073709551617] | CBOR | 81 c3 49 01 00 00 00 00 00 00 00 00",
                "JSON | [-18446744073709551616] | CBOR | 81 3b ff ff ff ff ff ff ff ff",
                "CBOR | 81 c2 49 01 00 00 00 00 00 00 00 00 | JSON | [18446744073709551616]",
                "CBOR | 81 c3 49 01 00 00 00 00 00 00 00 00 | JSON | [-18446744073709551617]",
                "CBOR | 81 3b 7f ff ff ff ff ff ff ff | JSON | [-9223372036854775808]",
                "CBOR | 81 3b 80 00 00 00 00 00 00 00 | JSON | [-9223372036854775809]",
                "CBOR | 81 c2 41 05 | MSGPACK | 91 05",
                "CBOR | 81 c2 5f 41 01 41 00 ff | JSON | [256]",
                "CBOR | 81 c2 40 | JSON | [0]",
                "JSON | [9223372036854775808] | UBJSON | 5b 48 55 13 39323233333732303336383534373735383038 5d",
                "UBJSON | 5b 48 55 14 3132333435363738393031323334353637383930 5d | JSON | [12345678901234567890]",
                "UBJSON | 5b 48 55 04 312e3235 5d | JSON | [1.25]",
                "UBJSON | 5b 64 7f800000 5d | CBOR | 81 fb 7ff0000000000000",
                // tags, undefined, indefinite lengths (SER-6)
                "CBOR | 81 c0 74 323031332d30332d32315432303a30343a30305a | JSON | [\"2013-03-21T20:04:00Z\"]",
                "CBOR | 81 d9 d9 f7 64 74657874 | JSON | [\"text\"]",
                "CBOR | 81 d8 40 43 01 02 03 | MSGPACK | 91 c4 03 01 02 03",
                "CBOR | 81 d8 20 63 613a62 | MSGPACK | 91 a3 613a62",
                "CBOR | 81 d9 01 02 82 01 02 | JSON | [[1,2]]",
                "CBOR | 81 d9 01 03 a1 61 61 01 | JSON | [{\"a\":1}]",
                "CBOR | 81 d8 25 50 00112233445566778899aabbccddeeff | JSON |"
                        + " [\"00112233-4455-6677-8899-aabbccddeeff\"]",
                "CBOR | 81 d9 03 ec 6a 323032362d31312d3239 | JSON | [\"2026-11-29\"]",
                "CBOR | 81 d8 64 19 4f 8b | JSON | [\"2025-10-02\"]",
                "CBOR | 81 d8 64 20 | UBJSON | 5b 53 55 0a 313936392d31322d3331 5d",
                // timestamps
                "CBOR | 81 c0 74 323031332d30332d32315432303a30343a30305a | MSGPACK | 91 d6 ff 51 4b 67 b0",
                "CBOR | 81 c0 78 19 323031332d30332d32315432323a30343a30302b30323a3030 | MSGPACK | 91 d6 ff 51 4b 67"
                        + " b0",
                "CBOR | 81 c0 78 19 323031332d30332d32315432323a30343a30302b30323a3030 | JSON |"
                        + " [\"2013-03-21T22:04:00+02:00\"]",
                "CBOR | 81 c0 63 6e6f77 | MSGPACK | 91 a3 6e6f77",
                "CBOR | 81 c1 1a 51 4b 67 b0 | MSGPACK | 91 d6 ff 51 4b 67 b0",
                "CBOR | 81 c1 1a 51 4b 67 b0 | JSON | [\"2013-03-21T20:04:00Z\"]",
                "CBOR | 81 c1 fb 41 d9 54 fc 40 07 df 3b | JSON | [\"2023-11-14T22:13:20.123Z\"]",
                "CBOR | 81 c1 20 | MSGPACK | 91 c7 0c ff 00000000 ffffffffffffffff",
                "MSGPACK | 91 d6 ff 51 4b 67 b0 | JSON | [\"2013-03-21T20:04:00Z\"]",
                "MSGPACK | 91 d6 ff 51 4b 67 b0 | CBOR | 81 c1 1a 51 4b 67 b0",
                "MSGPACK | 91 d7 ff 1d535300 6553f100 | CBOR | 81 c0 78 18"
                        + " 323032332d31312d31345432323a31333a32302e3132335a",
                "MSGPACK | 91 c7 0c ff 00000001 0000000000000000 | UBJSON | 5b 53 55 1e"
                        + " 313937302d30312d30315430303a30303a30302e3030303030303030315a 5d",
                "JSON | [\"2013-03-21T20:04:00Z\"] | CBOR | 81 74 323031332d30332d32315432303a30343a30305a",
                // decimal numbers
                "CBOR | 81 d9 d9 f7 c4 82 21 19 6a b3 | JSON | [273.15]",
                "CBOR | 81 c4 82 21 19 01 3a | MSGPACK | 91 cb 40 09 1e b8 51 eb 85 1f",
                "CBOR | 81 c4 82 21 19 01 3a | UBJSON | 5b 44 40 09 1e b8 51 eb 85 1f 5d",
                "CBOR | 81 c4 82 33 1b 0de0b6b3a7640001 | JSON | [0.01000000000000000001]",
                "CBOR | 81 c4 82 33 1b 0de0b6b3a7640001 | UBJSON | 5b 48 55 16"
                        + " 302e3031303030303030303030303030303030303031 5d",
                "CBOR | 81 c4 9f 20 c2 49 01 00 00 00 00 00 00 00 01 ff | JSON | [1844674407370955161.7]",
                "UBJSON | 5b 48 55 16 302e3031303030303030303030303030303030303031 5d | CBOR | 81 c4 82 33 1b"
                        + " 0de0b6b3a7640001",
                "CBOR | 83 f7 f5 f4 | JSON | [null,true,false]",
                "CBOR | 9f 9f ff bf ff ff | MSGPACK | 92 90 80",
                "CBOR | 9f 7f 61 61 60 62 c3a9 ff ff | JSON | [\"aé\"]",
                "CBOR | 9f 5f 41 01 40 42 02 03 ff ff | MSGPACK | 91 c4 03 01 02 03",
                "CBOR | 9f bf 7f 61 61 61 62 ff 01 ff ff | JSON | [{\"ab\":1}]",
                "CBOR | 9f 7f ff 5f ff ff | JSON | [\"\",\"\\u0000\"]",
                // undefined, as encoders of JavaScript write it
                "MSGPACK | 91 d4 00 00 | JSON | [null]",
                // binary values in JSON (SER-3, SER-4)
                "JSON | [\"\\u0000EOP/kFMHXFJvX8BtT+N82w==\"] | CBOR | 81 50 10e3ff9053075c526f5fc06d4fe37cdb",
                "JSON | [\"\\u0000EOP\\/kFMHXFJvX8BtT+N82w==\"] | CBOR | 81 50 10e3ff9053075c526f5fc06d4fe37cdb",
                "CBOR | 81 50 10e3ff9053075c526f5fc06d4fe37cdb | JSON | [\"\\u0000EOP/kFMHXFJvX8BtT+N82w==\"]",
                "JSON | [\"\\u0000\"] | MSGPACK | 91 c4 00",
                "MSGPACK | 91 c4 00 | JSON | [\"\\u0000\"]",
                "JSON | [[{\"a\":[\"\\u0000AQ==\"]}]] | UBJSON | 5b 5b 7b 55 01 61 5b 5b 24 55 23 55 01 01 5d 7d 5d 5d",
                "JSON | [\"\\u0000not base64\"] | MSGPACK | 91 ab 00 6e6f7420626173653634",
                "JSON | [\"\\u0000AQ\"] | MSGPACK | 91 a3 00 41 51",
                "JSON | [\"\\u0000A===\"] | MSGPACK | 91 a5 00 41 3d 3d 3d",
                "JSON | [{\"\\u0000AQ==\":1}] | MSGPACK | 91 81 a5 00 41 51 3d 3d 01",
                "JSON | [\"\\ud83c\\udf88\\u00e9\\u0041\\/\"] | CBOR | 81 68 f09f8e88 c3a9 41 2f",
                // the forms of UBJSON (SER-8)
                "UBJSON | 5b 43 61 5d | JSON | [\"a\"]",
                "UBJSON | 4e 5b 4e 54 4e 46 4e 5d 4e | JSON | [true,false]",
                "UBJSON | 5b 24 49 23 55 02 00 4e 01 4e | JSON | [78,334]",
                "UBJSON | 5b 24 53 23 55 02 55 01 61 55 01 4e | JSON | [\"a\",\"N\"]",
                "UBJSON | 5b 23 55 02 55 01 54 | JSON | [1,true]",
                "UBJSON | 5b 7b 24 55 23 55 01 55 01 61 07 5d | JSON | [{\"a\":7}]",
                "UBJSON | 5b 7b 23 55 01 55 01 61 5a 5d | JSON | [{\"a\":null}]",
                "UBJSON | 5b 24 5b 23 55 02 5a 5d 24 55 23 55 01 09 | JSON | [[null],\"\\u0000CQ==\"]",
                "UBJSON | 5b 64 3f 80 00 00 4c ff ff ff ff ff ff ff fe 6c ff ff ff fd 49 ff fc 69 fb 5d | JSON |"
                        + " [1.0,-2,-3,-4,-5]",
            })
    void aValueKeepsItsMeaning(Serialization from, String source, Serialization to, String target) throws Exception {
        Payload payload = call(from, source);

        Payload transcoded = Serializers.transcoder().transcode(payload, to);

        assertThat(Frames.notation(to, transcoded.toByteArray()))
                .isEqualTo(to == Serialization.JSON ? target : target.replace(" ", ""));
    }

    /** Returns the payload of a CALL whose args are these bytes. */
    private static Payload call(Serialization serialization, String args) throws Exception {
        String frame = switch (serialization) {
            case JSON -> "[48,1,{},\"a.b\"," + args + "]";
            case MSGPACK -> "95 30 01 80 a3 61 2e 62" + args;
            case CBOR -> "85 18 30 01 a0 63 61 2e 62" + args;
            case UBJSON, BJDATA -> "5b 55 30 55 01 7b 7d 53 55 03 61 2e 62" + args + "5d";
        };
        return ((Call) Frames.decode(serialization, Frames.bytes(serialization, frame))).payload();
    }

    /** A value that the target serialization lacks is refused, and the buffer stays unchanged. */
    @ParameterizedTest
    @Conformance({"MSG-8", "SER-7", "P20"})
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CBOR | 81 f9 7e 00 | JSON | found NaN",
                "CBOR | 81 f9 7c 00 | JSON | found Infinity",
                "MSGPACK | 91 cb ff f0 00 00 00 00 00 00 | JSON | found -Infinity",
                "MSGPACK | 91 a1 00 | JSON | begins with U+0000",
                "MSGPACK | 91 91 81 a1 6b a5 00 41 51 3d 3d | JSON | begins with U+0000",
                "JSON | [1e400] | MSGPACK | greater than any double",
                "JSON | [[{\"k\":-1e999}]] | CBOR | greater than any double",
                "JSON | [1e400] | UBJSON | greater than any double",
                "UBJSON | 5b 48 55 05 3165343030 5d | MSGPACK | greater than any double",
                "JSON | [18446744073709551616] | MSGPACK | an integer of 65 bits",
                "JSON | [-9223372036854775809] | MSGPACK | an integer of 64 bits",
                "MSGPACK | 91 c7 03 ff 01 02 03 | JSON | an extension type",
                "MSGPACK | 91 d7 ff ffffffff ffffffff | CBOR | an extension type",
                "CBOR | 81 d8 1e 82 01 03 | JSON | found tag 30 of CBOR",
                "CBOR | 81 d8 1e 82 01 03 | MSGPACK | found tag 30 of CBOR",
                "CBOR | 81 d9 d9 f7 d8 64 c4 82 21 19 6a b3 | JSON | found several tags of CBOR",
                "CBOR | 81 d8 56 48 0000000000000000 | MSGPACK | found tag 86 of CBOR",
                "CBOR | 81 c4 83 21 01 01 | UBJSON | found tag 4 of CBOR",
                "CBOR | 81 c4 82 21 81 01 | UBJSON | found tag 4 of CBOR",
                "CBOR | 81 c4 82 1a 7fffffff 01 | JSON | found tag 4 of CBOR",
                "CBOR | 81 c1 fb 7e37e43c8800759c | JSON | found tag 1 of CBOR",
                "CBOR | 81 c1 f9 7e00 | MSGPACK | found tag 1 of CBOR",
                "CBOR | 81 c1 61 61 | MSGPACK | found tag 1 of CBOR",
                "CBOR | 81 c4 82 33 1b 0de0b6b3a7640001 | MSGPACK | a decimal number of 19 digits",
                "CBOR | 81 c4 82 19 03e8 01 | JSON | greater than any double",
                "MSGPACK | 91 c7 03 05 01 02 03 | CBOR | an extension type",
                "CBOR | 81 e0 | MSGPACK | an extension type",
                "CBOR | 81 f8 ff | UBJSON | an extension type",
                "JSON | [\"\\ud800\"] | MSGPACK | half a surrogate pair",
                "JSON | [\"\\udc00\\ud800\"] | CBOR | half a surrogate pair",
                "JSON | [[{\"\\ud800\":1}]] | UBJSON | half a surrogate pair",
                "JSON | [\"0123456789012345678901234567890123456789012345678\\ud800\"] | CBOR | half a surrogate pair",
            })
    void aValueThatTheTargetLacksIsRefused(Serialization from, String source, Serialization to, String because)
            throws Exception {
        Payload payload = call(from, source);
        ByteBuf out = Unpooled.buffer().writeByte(7);
        try {
            assertThatThrownBy(() -> Serializers.of(to).encode(new Result(1, ResultDetails.NONE, payload), out))
                    .isInstanceOf(NotExpressible.class)
                    .hasMessageContaining(because);
            assertThat(out.readableBytes()).isEqualTo(1);
        } finally {
            assertThat(out.release()).isTrue();
        }
    }

    /** SER-10: the bytes are made once for each serialization, for all receivers. */
    @Test
    void aPayloadIsTranscodedOnceForAllReceivers() throws Exception {
        Payload payload = Frames.payload(Serialization.JSON, new PayloadValues(List.of(1L), Map.of()));

        Payload first = payload.in(Serialization.CBOR, Serializers.transcoder());

        assertThat(payload.in(Serialization.CBOR, (p, target) -> {
                    throw new AssertionError("transcoded twice");
                }))
                .isSameAs(first);
    }

    @Test
    @Conformance({"MSG-2"})
    void theLastOfEqualKeysWins() throws Exception {
        Payload payload = call(Serialization.JSON, "[{\"a\":1,\"b\":2,\"a\":3}]");

        assertThat(Notation.of(
                        Serializers.of(Serialization.JSON).values(payload).args()))
                .isEqualTo("[{\"a\": 3 Long, \"b\": 2 Long}]");
        Call call = (Call) Frames.decode(
                Serialization.JSON, Frames.bytes(Serialization.JSON, "[48,1,{\"timeout\":1,\"timeout\":2},\"a.b\"]"));
        assertThat(call.options().timeout()).isEqualTo(2);
    }

    @Test
    void valuesThatWampLacksAreRefused() {
        for (Object value : List.of(new Object(), 'c', new int[0], Map.of(1, 2))) {
            assertThatThrownBy(() ->
                            Serializers.of(Serialization.JSON).payload(new PayloadValues(List.of(value), Map.of())))
                    .isInstanceOf(NotExpressible.class);
        }
        for (BigDecimal tooLarge :
                List.of(new BigDecimal("1e10001"), new BigDecimal("1e-10001"), new BigDecimal(TWO.pow(3201)))) {
            assertThatThrownBy(() ->
                            Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(tooLarge), Map.of())))
                    .isInstanceOf(NotExpressible.class);
        }
        assertThatThrownBy(() ->
                        Serializers.of(Serialization.CBOR).payload(new PayloadValues(List.of(TWO.pow(3201)), Map.of())))
                .isInstanceOf(NotExpressible.class);
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThatThrownBy(() -> Serializers.of(Serialization.JSON).payload(new PayloadValues(cycle, Map.of())))
                .isInstanceOf(NotExpressible.class);
    }

    @Test
    void smallerNumberTypesAreWrittenAsTheNumbersTheyAre() throws Exception {
        Payload payload = Serializers.of(Serialization.JSON)
                .payload(new PayloadValues(List.of(1, (short) 2, (byte) 3, 0.5f, BigInteger.TEN), Map.of()));

        assertThat(new String(payload.toByteArray(), UTF_8)).isEqualTo("[1,2,3,0.5,10]");
    }
}
