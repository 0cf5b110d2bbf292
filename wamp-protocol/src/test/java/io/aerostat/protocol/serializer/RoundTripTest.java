package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.netty.buffer.ByteBufUtil;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every message is unchanged after encoding and decoding, with every serializer (MSG-1, MSG-6, ID-1). */
class RoundTripTest {
    private static final List<PayloadValues> PAYLOADS = List.of(
            PayloadValues.EMPTY,
            new PayloadValues(List.of(1L, "two", 3.5), Map.of()),
            new PayloadValues(List.of(), Map.of("k", "v")),
            new PayloadValues(Arrays.asList(null, true, List.of(), Map.of()), Map.of("b", List.of(Map.of("x", -1L)))));

    static Stream<Arguments> messages() {
        return Stream.of(Format.values())
                .map(Format::serialization)
                .flatMap(serialization -> PAYLOADS.stream()
                        .flatMap(values -> Messages.all(Frames.payload(serialization, values)).stream()
                                .map(message -> Arguments.of(serialization, message, values))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadAsItWasWritten(Serialization serialization, WampMessage message, PayloadValues values)
            throws Exception {
        Serializer serializer = Serializers.of(serialization);

        byte[] bytes = Frames.encode(serialization, message);
        WampMessage read = serializer.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT);

        assertThat(components(read)).isEqualTo(components(message));
        assertThat(Frames.encode(serialization, read)).isEqualTo(bytes);
        payload(read)
                .ifPresent(payload -> assertThat(serializer.values(payload)).isEqualTo(values));
    }

    @Test
    void theCorpusHasEveryMessage() {
        assertThat(Messages.all(Payload.EMPTY).stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(WampMessage.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsReadFromTheMiddleOfAnArray(Serialization serialization, WampMessage message, PayloadValues values)
            throws Exception {
        Serializer serializer = Serializers.of(serialization);
        byte[] bytes = Frames.encode(serialization, message);
        byte[] padded = new byte[bytes.length + 20];
        Arrays.fill(padded, (byte) 0x91);
        System.arraycopy(bytes, 0, padded, 7, bytes.length);

        WampMessage read = serializer.decode(padded, 7, bytes.length, DecodeLimits.DEFAULT);

        assertThat(components(read)).isEqualTo(components(message));
    }

    private static Optional<Payload> payload(WampMessage message) {
        return values(message).stream()
                .filter(Payload.class::isInstance)
                .map(Payload.class::cast)
                .findAny();
    }

    /** Returns the components of a message. Payloads are returned as bytes, because they do not define equality. */
    private static List<Object> components(WampMessage message) {
        List<Object> components = new ArrayList<>();
        components.add(message.getClass());
        for (Object value : values(message)) {
            components.add(value instanceof Payload payload ? ByteBufUtil.hexDump(payload.toByteArray()) : value);
        }
        return components;
    }

    private static List<Object> values(WampMessage message) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            try {
                values.add(component.getAccessor().invoke(message));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new AssertionError(e);
            }
        }
        return values;
    }
}
