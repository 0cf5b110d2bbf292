package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that hostile bytes cannot cost too much time or memory (SER-7). */
@Conformance("SER-7")
class LimitsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Object nested(int depth) {
        Object value = List.of();
        for (int i = 1; i < depth; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("k", value);
        }
        return value;
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void nestingIsAllowedUpToTheLimit(Serialization serialization) throws Exception {
        DecodeLimits limits = new DecodeLimits(9, 100);
        byte[] deep = Frames.raw(serialization, Frames.elements(Type.CALL, 1L, Map.of(), "a.b", List.of(nested(8))));
        byte[] tooDeep = Frames.raw(serialization, Frames.elements(Type.CALL, 1L, Map.of(), "a.b", List.of(nested(9))));
        byte[] tooDeepOptions =
                Frames.raw(serialization, Frames.elements(Type.CALL, 1L, Map.of("x", nested(9)), "a.b"));

        Call call = (Call) Serializers.of(serialization).decode(deep, 0, deep.length, limits);

        assertThat(Serializers.of(serialization).values(call.payload()).args()).containsExactly(nested(8));
        Call refused = (Call) Serializers.of(serialization).decode(tooDeep, 0, tooDeep.length, limits);
        assertThat(refused.payload().refusal()).contains("nesting"); // P21
        assertThatThrownBy(() -> Serializers.of(serialization).decode(tooDeepOptions, 0, tooDeepOptions.length, limits))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("nesting");
    }

    static Stream<Arguments> openings() {
        return Stream.of(
                Arguments.of(Serialization.JSON, "[48,1,{},\"a.b\",", "["),
                Arguments.of(Serialization.JSON, "[48,1,{},\"a.b\",[],", "{\"k\":"),
                Arguments.of(Serialization.MSGPACK, "95 30 01 80 a3 61 2e 62", "91"),
                Arguments.of(Serialization.MSGPACK, "96 30 01 80 a3 61 2e 62 90", "81 a1 6b"),
                Arguments.of(Serialization.CBOR, "85 18 30 01 a0 63 61 2e 62", "81"),
                Arguments.of(Serialization.CBOR, "85 18 30 01 a0 63 61 2e 62", "9f"),
                Arguments.of(Serialization.CBOR, "86 18 30 01 a0 63 61 2e 62 80", "bf 61 6b"),
                Arguments.of(Serialization.UBJSON, "5b 55 30 55 01 7b 7d 53 55 03 61 2e 62", "5b"),
                Arguments.of(Serialization.UBJSON, "5b 55 30 55 01 7b 7d 53 55 03 61 2e 62", "5b 24 5b 23 55 01"));
    }

    @ParameterizedTest
    @MethodSource("openings")
    void aHundredThousandNestedListsAreRefusedCheaply(Serialization serialization, String head, String opening)
            throws Exception {
        byte[] one = Frames.bytes(serialization, opening);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(Frames.bytes(serialization, head));
        for (int i = 0; i < 100_000; i++) {
            frame.writeBytes(one);
        }
        byte[] bytes = frame.toByteArray();

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(((Call) Frames.decode(serialization, bytes)).payload().refusal())
                .contains("nesting");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    /** The heads claim up to 2^64 bytes, elements or entries, none of which follow. */
    @ParameterizedTest
    @CsvSource({
        "MSGPACK, dd 7f ff ff ff",
        "MSGPACK, dd ff ff ff ff",
        "MSGPACK, dd 00 01 00 00 30",
        "MSGPACK, 95 30 01 80 a3 61 2e 62 dd 7f ff ff ff",
        "MSGPACK, 95 30 01 80 a3 61 2e 62 df ff ff ff ff",
        "MSGPACK, 95 30 01 80 a3 61 2e 62 91 db ff ff ff ff",
        "MSGPACK, 95 30 01 80 a3 61 2e 62 91 c6 7f ff ff ff",
        "MSGPACK, 95 30 01 80 a3 61 2e 62 91 c9 7f ff ff ff 01",
        "MSGPACK, 94 30 01 80 db 7f ff ff ff",
        "MSGPACK, 94 30 01 df 7f ff ff ff",
        "CBOR, 9a 7f ff ff ff",
        "CBOR, 9b ff ff ff ff ff ff ff ff",
        "CBOR, 9b 7f ff ff ff ff ff ff ff",
        "CBOR, 85 18 30 01 a0 63 61 2e 62 9b 00 00 00 01 00 00 00 00",
        "CBOR, 85 18 30 01 a0 63 61 2e 62 bb ff ff ff ff ff ff ff ff",
        "CBOR, 85 18 30 01 a0 63 61 2e 62 81 7b 7f ff ff ff ff ff ff ff",
        "CBOR, 85 18 30 01 a0 63 61 2e 62 81 5b ff ff ff ff ff ff ff ff",
        "CBOR, 85 18 30 01 a0 63 61 2e 62 81 5f 5b 7f ff ff ff ff ff ff ff",
        "CBOR, 84 18 30 01 bb 7f ff ff ff ff ff ff ff",
        "UBJSON, 5b 23 4c 7f ff ff ff ff ff ff ff",
        "UBJSON, 5b 55 30 55 01 7b 7d 53 55 03 61 2e 62 5b 24 69 23 6c 7f ff ff ff",
        "UBJSON, 5b 55 30 55 01 7b 7d 53 55 03 61 2e 62 5b 24 5a 23 6c 7f ff ff ff",
        "UBJSON, 5b 55 30 55 01 7b 7d 53 55 03 61 2e 62 5b 24 54 23 6c 7f ff ff ff 5d",
        "UBJSON, 5b 55 30 55 01 7b 7d 53 55 03 61 2e 62 5b 24 55 23 6c 7f ff ff ff",
        "UBJSON, 5b 55 30 55 01 7b 7d 53 4c 7f ff ff ff ff ff ff ff",
        "UBJSON, 5b 55 30 55 01 7b 7d 53 69 ff",
        "UBJSON, 5b 55 30 55 01 7b 24 5a 23 6c 7f ff ff ff",
    })
    void aClaimedSizeAllocatesNothing(Serialization serialization, String hex) {
        byte[] bytes = Frames.bytes(serialization, hex);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Frames.decode(serialization, bytes)).isInstanceOf(ProtocolViolation.class);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void theLengthOfAUriIsLimitedInCharacters(Serialization serialization) throws Exception {
        DecodeLimits limits = new DecodeLimits(10, 20);
        String longest = "é".repeat(20);

        byte[] fits = Frames.raw(serialization, Frames.elements(Type.SUBSCRIBE, 1L, Map.of(), longest));
        Subscribe subscribe = (Subscribe) Serializers.of(serialization).decode(fits, 0, fits.length, limits);
        assertThat(subscribe.topic()).isEqualTo(longest);

        for (String tooLong : List.of(longest + "x", "x".repeat(100_000))) {
            byte[] bytes = Frames.raw(serialization, Frames.elements(Type.SUBSCRIBE, 1L, Map.of(), tooLong));
            assertThatThrownBy(() -> Serializers.of(serialization).decode(bytes, 0, bytes.length, limits))
                    .isInstanceOf(ProtocolViolation.class)
                    .hasMessageContaining("SUBSCRIBE.Topic")
                    .hasMessageContaining("at most 20");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, 1000, 1001",
        "CBOR, 400, 401",
        "UBJSON, 1000, 1001",
    })
    void theLengthOfANumberIsLimited(Serialization serialization, int longest, int tooLong) throws Exception {
        Call call = (Call) Frames.decode(serialization, callWithNumber(serialization, longest));
        assertThat(Serializers.of(serialization).values(call.payload()).args()).hasSize(1);

        Call refused = (Call) Frames.decode(serialization, callWithNumber(serialization, tooLong));
        assertThat(refused.payload().refusal()).contains("at most " + longest); // P21
    }

    private static byte[] callWithNumber(Serialization serialization, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] digits = "7".repeat(length).getBytes(UTF_8);
        switch (serialization) {
            case JSON -> {
                bytes.writeBytes("[48,1,{},\"a.b\",[".getBytes(UTF_8));
                bytes.writeBytes(digits);
                bytes.writeBytes("]]".getBytes(UTF_8));
            }
            case CBOR -> {
                bytes.writeBytes(Frames.bytes(serialization, "85 18 30 01 a0 63 61 2e 62 81 c2 59"));
                bytes.write(length >>> 8);
                bytes.write(length);
                bytes.writeBytes(digits);
            }
            default -> {
                bytes.writeBytes(Frames.bytes(serialization, "5b 55 30 55 01 7b 7d 53 55 03 61 2e 62 5b 48 49"));
                bytes.write(length >>> 8);
                bytes.write(length);
                bytes.writeBytes(digits);
                bytes.writeBytes("]]".getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /**
     * A decoder skips the payload without building it, so the allocated memory does not depend on the content of the
     * payload.
     */
    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aPayloadCostsNothingToDecode(Serialization serialization) throws Exception {
        List<Object> args = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            args.add(List.of("text", (long) i, Map.of("key", 1.5)));
        }
        Payload large = Frames.payload(serialization, new PayloadValues(args, Map.of()));
        byte[] bytes = Frames.encode(serialization, new Call(1, CallOptions.NONE, "a.b", large));
        Frames.decode(serialization, bytes); // so that classes are loaded before the measurement

        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10; i++) {
            Frames.decode(serialization, bytes);
        }
        assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) / 10).isLessThan(2_000);
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void transcodingCostsNoMoreThanAFewTimesTheBytes(Serialization serialization) throws Exception {
        Object[] empty = new Object[100_000];
        Arrays.fill(empty, Map.of());
        Payload many = Frames.payload(serialization, new PayloadValues(Arrays.asList(empty), Map.of()));

        for (Serialization target : Serialization.values()) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            Payload transcoded = Serializers.transcoder().transcode(many, target);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

            assertThat(Serializers.of(target).values(transcoded).args()).hasSize(100_000);
            assertThat(allocated).as(serialization + " to " + target).isLessThan(4_000_000);
        }
    }
}
