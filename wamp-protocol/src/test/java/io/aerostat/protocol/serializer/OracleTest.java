package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.ImmutableValue;
import org.msgpack.value.Value;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Tests that the project's serializers and independent libraries can read each other: Jackson for JSON and CBOR,
 * msgpack-core for MessagePack.
 */
class OracleTest {
    private static final ObjectMapper JSON = JsonMapper.shared();
    private static final ObjectMapper CBOR = CBORMapper.shared();

    @Test
    void jacksonReadsTheJsonOfAerostat() {
        RandomValues values = new RandomValues(new Random(11), Serialization.JSON);
        for (int i = 0; i < 2_000; i++) {
            List<@Nullable Object> args = values.list();
            Object read = JSON.readValue(bytes(Serialization.JSON, args), Object.class);
            assertThat(Notation.of(binariesOfJson(read))).isEqualTo(Notation.of(args));
        }
    }

    @Test
    void aerostatReadsTheJsonOfJackson() {
        RandomValues values = new RandomValues(new Random(12), Serialization.JSON);
        for (int i = 0; i < 2_000; i++) {
            List<@Nullable Object> args = values.list();
            byte[] bytes = JSON.writeValueAsBytes(stringsOfJson(args));
            assertThat(Notation.of(values(Serialization.JSON, bytes))).isEqualTo(Notation.of(args));
        }
    }

    @Test
    void jacksonReadsTheCborOfAerostat() {
        RandomValues values = new RandomValues(new Random(13), Serialization.CBOR);
        for (int i = 0; i < 2_000; i++) {
            List<@Nullable Object> args = values.list();
            Object read = CBOR.readValue(bytes(Serialization.CBOR, args), Object.class);
            assertThat(Notation.of(longs(read))).isEqualTo(Notation.of(args));
        }
    }

    @Test
    void aerostatReadsTheCborOfJackson() {
        RandomValues values = new RandomValues(new Random(14), Serialization.CBOR);
        for (int i = 0; i < 2_000; i++) {
            List<@Nullable Object> args = values.list();
            byte[] bytes = CBOR.writeValueAsBytes(args);
            assertThat(Notation.of(values(Serialization.CBOR, bytes))).isEqualTo(Notation.of(args));
        }
    }

    @Test
    void msgpackCoreReadsTheMessagePackOfAerostatAndWritesTheSameBytes() throws IOException {
        RandomValues values = new RandomValues(new Random(15), Serialization.MSGPACK);
        for (int i = 0; i < 2_000; i++) {
            List<@Nullable Object> args = values.list();
            byte[] bytes = bytes(Serialization.MSGPACK, args);
            ImmutableValue read = MessagePack.newDefaultUnpacker(bytes).unpackValue();
            assertThat(Notation.of(plain(read))).isEqualTo(Notation.of(args));

            MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
            packer.packValue(read);
            assertThat(packer.toByteArray()).isEqualTo(bytes); // SER-5: both libraries write the smallest form
            assertThat(Notation.of(values(Serialization.MSGPACK, bytes))).isEqualTo(Notation.of(args));
        }
    }

    private static byte[] bytes(Serialization serialization, List<@Nullable Object> args) {
        return Frames.payload(serialization, new PayloadValues(args, Map.of())).toByteArray();
    }

    private static List<?> values(Serialization serialization, byte[] args) {
        return Serializers.of(serialization)
                .values(Payload.validated(serialization, args, 0, args.length, 1))
                .args();
    }

    private static @Nullable Object binariesOfJson(@Nullable Object value) {
        if (value instanceof String text && text.startsWith("\u0000")) {
            return Base64.getDecoder().decode(text.substring(1));
        }
        return value instanceof Integer number
                ? (Object) number.longValue()
                : mapped(value, OracleTest::binariesOfJson);
    }

    private static @Nullable Object longs(@Nullable Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : mapped(value, OracleTest::longs);
    }

    private static @Nullable Object stringsOfJson(@Nullable Object value) {
        return value instanceof byte[] binary
                ? "\u0000" + Base64.getEncoder().encodeToString(binary)
                : mapped(value, OracleTest::stringsOfJson);
    }

    private static @Nullable Object mapped(@Nullable Object value, UnaryOperator<@Nullable Object> mapping) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> result = new ArrayList<>();
            list.forEach(element -> result.add(mapping.apply(element)));
            return result;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> result = new LinkedHashMap<>();
            map.forEach((key, element) -> result.put(key, mapping.apply(element)));
            return result;
        }
        return value;
    }

    private static @Nullable Object plain(Value value) {
        return switch (value.getValueType()) {
            case NIL -> null;
            case BOOLEAN -> value.asBooleanValue().getBoolean();
            case INTEGER ->
                value.asIntegerValue().isInLongRange()
                        ? (Object) value.asIntegerValue().toLong()
                        : (BigInteger) value.asIntegerValue().toBigInteger();
            case FLOAT -> value.asFloatValue().toDouble();
            case STRING -> value.asStringValue().asString();
            case BINARY -> value.asBinaryValue().asByteArray();
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.asArrayValue().forEach(element -> list.add(plain(element)));
                yield list;
            }
            case MAP -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                value.asMapValue().entrySet().forEach(e -> map.put(plain(e.getKey()), plain(e.getValue())));
                yield map;
            }
            default -> throw new AssertionError(value);
        };
    }
}
