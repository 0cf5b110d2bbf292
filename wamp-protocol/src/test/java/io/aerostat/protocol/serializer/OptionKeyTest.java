package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.OptionKey;
import io.aerostat.protocol.option.OptionType;
import io.aerostat.protocol.payload.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table of predefined keys, right and wrong (KEY-1, PV-12). */
class OptionKeyTest {
    /** Stands for the dictionary in a frame. */
    private static final String HERE = "{}";

    private static final List<List<Object>> FRAMES = List.of(
            List.of(1L, "realm1", HERE),
            List.of(2L, 1L, HERE),
            List.of(3L, HERE, "a.b"),
            List.of(6L, HERE, "a.b"),
            List.of(8L, 48L, 1L, HERE, "a.b"),
            List.of(16L, 1L, HERE, "a.b"),
            List.of(32L, 1L, HERE, "a.b"),
            List.of(35L, 0L, HERE),
            List.of(36L, 1L, 2L, HERE),
            List.of(48L, 1L, HERE, "a.b"),
            List.of(49L, 1L, HERE),
            List.of(50L, 1L, HERE),
            List.of(64L, 1L, HERE, "a.b"),
            List.of(67L, 0L, HERE),
            List.of(68L, 1L, 2L, HERE),
            List.of(69L, 1L, HERE),
            List.of(70L, 1L, HERE));

    /** Values of which each type accepts some. */
    private static final List<Object> VALUES = List.of(
            true,
            false,
            0L,
            7L,
            -1L,
            1.5,
            "text",
            "prefix",
            "roundrobin",
            "kill",
            "cryptobox",
            new byte[] {1},
            List.of(),
            List.of(7L),
            List.of("text"),
            List.of(Map.of("k", 1L)),
            List.of("text", 7L),
            Map.of("caller", Map.of()));

    static List<OptionKey> keys() {
        return OptionKey.ALL;
    }

    static Stream<Arguments> rows() {
        return OptionKey.ALL.stream()
                .filter(key -> !isTimeoutOfCall(key))
                .flatMap(key ->
                        Stream.of(Serialization.values()).map(serialization -> Arguments.of(key, serialization)));
    }

    /** An odd one concerns one call only: the dealer refuses that call, and the session lives. */
    private static boolean isTimeoutOfCall(OptionKey key) {
        return key.code() == Call.CODE && key.key().equals("timeout");
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aTimeoutThatIsNoneIsKeptForTheDealer(Serialization serialization) throws Exception {
        OptionKey timeout = OptionKey.ALL.stream()
                .filter(OptionKeyTest::isTimeoutOfCall)
                .findFirst()
                .orElseThrow();
        for (Object odd : List.of(1.5, -1L, "3", true)) {
            Call call = (Call) Frames.decode(serialization, frame(serialization, timeout, Map.of("timeout", odd)));

            assertThat(call.options().timeout()).isZero();
            assertThat(call.options().oddTimeout()).isEqualTo(odd);
        }
    }

    @ParameterizedTest
    @Conformance({"KEY-1", "PV-12"})
    @MethodSource("rows")
    void valuesOfTheTypeAreReadAndOthersRefused(OptionKey key, Serialization serialization) throws Exception {
        int accepted = 0;
        for (Object value : VALUES) {
            byte[] bytes = frame(serialization, key, Map.of(key.key(), value));
            if (key.type().accepts(value)) {
                accepted++;
                WampMessage message = Frames.decode(serialization, bytes);
                assertThat(message.code()).isEqualTo(key.code());
                assertThat(Frames.encode(
                                serialization, Frames.decode(serialization, Frames.encode(serialization, message))))
                        .isEqualTo(Frames.encode(serialization, message));
            } else {
                assertThatThrownBy(() -> Frames.decode(serialization, bytes))
                        .as("%s: %s", key, Notation.of(value))
                        .isInstanceOf(ProtocolViolation.class)
                        .hasMessageContaining(key.dictionary() + "." + key.key())
                        .hasMessageContaining(key.type().description());
            }
        }
        assertThat(accepted).isBetween(1, VALUES.size() - 1);
    }

    /** MSG-4: what we use is passed on, what we only know is dropped. */
    @ParameterizedTest
    @Conformance({"KEY-1", "MSG-4"})
    @MethodSource("keys")
    void aKeyIsWrittenExactlyIfItIsUsed(OptionKey key) throws Exception {
        Set<Boolean> written = new HashSet<>();
        for (Object value : VALUES) {
            if (key.type().accepts(value)) {
                WampMessage message =
                        Frames.decode(Serialization.JSON, frame(Serialization.JSON, key, Map.of(key.key(), value)));
                String json = new String(Frames.encode(Serialization.JSON, message), UTF_8);
                written.add(json.contains("\"" + key.key() + "\""));
            }
        }
        // What has its default is left out.
        assertThat(written.contains(true)).isEqualTo(key.used());
    }

    /** A key that is null counts as absent. */
    @ParameterizedTest
    @MethodSource("keys")
    void nullIsAbsence(OptionKey key) throws Exception {
        Map<String, @Nullable Object> dictionary = new HashMap<>();
        dictionary.put(key.key(), null);

        assertThat(Frames.encode(
                        Serialization.JSON,
                        Frames.decode(Serialization.JSON, frame(Serialization.JSON, key, dictionary))))
                .isEqualTo(Frames.encode(
                        Serialization.JSON,
                        Frames.decode(Serialization.JSON, frame(Serialization.JSON, key, Map.of()))));
    }

    private static byte[] frame(Serialization serialization, OptionKey key, Map<String, @Nullable Object> dictionary) {
        for (List<Object> frame : FRAMES) {
            if (frame.get(0).equals((long) key.code())) {
                List<Object> elements = new ArrayList<>(frame);
                elements.set(elements.indexOf(HERE), dictionary);
                return Frames.raw(serialization, elements);
            }
        }
        throw new AssertionError("no frame for " + key);
    }

    @Test
    void aRowIsThereOnceAndNamesAreThoseOfTheSpecification() {
        Set<String> names = new HashSet<>();
        for (OptionKey key : OptionKey.ALL) {
            assertThat(names.add(key.dictionary() + "." + key.key()))
                    .as(key.toString())
                    .isTrue();
            assertThat(key.key()).matches("[a-z][a-z0-9_]{2,}"); // MSG-3
            Shape shape = Shape.ofCode(key.code());
            assertThat(shape).isNotNull();
            assertThat(key.dictionary()).matches(shape.name() + "\\.(Options|Details)");
        }
    }

    @Test
    void everyTypeAcceptsAndRefuses() {
        for (OptionType type : OptionType.values()) {
            assertThat(VALUES.stream().filter(type::accepts).count())
                    .as(type.name())
                    .isBetween(1L, 10L);
        }
        assertThat(Arrays.asList(OptionType.values())).hasSize(12);
    }
}
