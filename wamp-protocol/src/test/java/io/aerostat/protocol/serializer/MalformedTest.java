package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.payload.Serialization;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests a collection of invalid messages (PV-7, PV-8, MSG-10). Each must be refused with a text that says why. */
class MalformedTest {
    /**
     * The columns are: the serialization, the bytes (JSON as text, with ~XX for any byte; others in hexadecimal), and a
     * part of the error message.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "malformed.txt", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000)
    void malformedBytesAreRefused(Serialization serialization, String notation, String because) {
        byte[] bytes = serialization == Serialization.JSON ? text(notation) : Frames.bytes(serialization, notation);

        assertThatThrownBy(() -> Frames.decode(serialization, bytes))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining(because);
    }

    private static byte[] text(String notation) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < notation.length(); i++) {
            if (notation.charAt(i) == '~') {
                text.append((char) HexFormat.fromHexDigits(notation, i + 1, i + 3));
                i += 2;
            } else {
                text.append(notation.charAt(i));
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void everyTruncationIsRefused(Serialization serialization) {
        byte[] bytes = Frames.raw(
                serialization,
                List.of(
                        48L,
                        70_000L,
                        Map.of("timeout", 300L),
                        "com.é",
                        List.of("x".repeat(40), 1.5),
                        Map.of("k", true)));

        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Frames.decode(serialization, part))
                    .as("the first %d bytes", length)
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void nothingMayFollowAMessage(Serialization serialization) {
        byte[] bytes = Frames.raw(serialization, Frames.elements(Type.PUBLISHED, 1L, 2L));
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = '1';

        assertThatThrownBy(() -> Frames.decode(serialization, longer))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("the end of the message");
    }

    /**
     * A frame of one serialization is invalid in all others, except where the bytes do not show the difference (PV-8).
     */
    @Test
    void jsonIsNotReadAsAnotherSerialization() {
        byte[] json = Frames.raw(Serialization.JSON, Frames.elements(Type.CALL, 1L, Map.of(), "a.b"));
        for (Serialization other : List.of(Serialization.MSGPACK, Serialization.CBOR, Serialization.UBJSON)) {
            byte[] bytes = Frames.raw(other, Frames.elements(Type.CALL, 1L, Map.of(), "a.b"));
            assertThatThrownBy(() -> Frames.decode(other, json)).isInstanceOf(ProtocolViolation.class);
            assertThatThrownBy(() -> Frames.decode(Serialization.JSON, bytes)).isInstanceOf(ProtocolViolation.class);
        }
    }

    /** MSG-3: unknown keys are ignored in every dictionary of options and details. */
    @ParameterizedTest
    @EnumSource(Serialization.class)
    void unknownKeysAreIgnored(Serialization serialization) throws Exception {
        Map<String, Object> unknown = Map.of("_private", List.of(1L, Map.of()), "unknown_key", "x");
        for (List<Object> frame : List.<List<Object>>of(
                List.of(1L, "realm1", unknown),
                List.of(6L, unknown, "a.b"),
                Frames.elements(Type.PUBLISH, 1L, unknown, "a.b"),
                Frames.elements(Type.SUBSCRIBE, 1L, unknown, "a.b"),
                Frames.elements(Type.CALL, 1L, unknown, "a.b"),
                Frames.elements(Type.YIELD, 1L, unknown))) {
            assertThat(Frames.decode(serialization, Frames.raw(serialization, frame))
                            .code())
                    .isEqualTo(((Long) frame.get(0)).intValue());
        }
    }
}
