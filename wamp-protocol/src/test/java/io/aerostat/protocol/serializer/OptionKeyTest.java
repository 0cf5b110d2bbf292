package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.WampMessage.Type;
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

    /** A frame for each dictionary of options or details. */
    private static final Map<String, List<Object>> FRAMES = Map.ofEntries(
            Map.entry("HELLO.Details", Frames.elements(Type.HELLO, "realm1", HERE)),
            Map.entry("WELCOME.Details", Frames.elements(Type.WELCOME, 1L, HERE)),
            Map.entry("ABORT.Details", Frames.elements(Type.ABORT, HERE, "a.b")),
            Map.entry("GOODBYE.Details", Frames.elements(Type.GOODBYE, HERE, "a.b")),
            Map.entry("ERROR.Details", Frames.elements(Type.ERROR, (long) Call.CODE, 1L, HERE, "a.b")),
            Map.entry("PUBLISH.Options", Frames.elements(Type.PUBLISH, 1L, HERE, "a.b")),
            Map.entry("SUBSCRIBE.Options", Frames.elements(Type.SUBSCRIBE, 1L, HERE, "a.b")),
            Map.entry("UNSUBSCRIBED.Details", Frames.elements(Type.UNSUBSCRIBED, 0L, HERE)),
            Map.entry("EVENT.Details", Frames.elements(Type.EVENT, 1L, 2L, HERE)),
            Map.entry("CALL.Options", Frames.elements(Type.CALL, 1L, HERE, "a.b")),
            Map.entry("CANCEL.Options", Frames.elements(Type.CANCEL, 1L, HERE)),
            Map.entry("RESULT.Details", Frames.elements(Type.RESULT, 1L, HERE)),
            Map.entry("REGISTER.Options", Frames.elements(Type.REGISTER, 1L, HERE, "a.b")),
            Map.entry("UNREGISTERED.Details", Frames.elements(Type.UNREGISTERED, 0L, HERE)),
            Map.entry("INVOCATION.Details", Frames.elements(Type.INVOCATION, 1L, 2L, HERE)),
            Map.entry("INTERRUPT.Options", Frames.elements(Type.INTERRUPT, 1L, HERE)),
            Map.entry("YIELD.Options", Frames.elements(Type.YIELD, 1L, HERE)));

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
        return key.dictionary().equals("CALL.Options") && key.key().equals("timeout");
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aTimeoutThatIsNoneIsKeptForTheDealer(Serialization serialization) throws Exception {
        OptionKey timeout = OptionKey.ALL.stream()
                .filter(OptionKeyTest::isTimeoutOfCall)
                .findFirst()
                .orElseThrow();
        for (Object odd : List.of(1.5, -1L, "3", true)) {
            Call call = (Call) Frames.decode(serialization, bytes(serialization, timeout, Map.of("timeout", odd)));

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
            byte[] bytes = bytes(serialization, key, Map.of(key.key(), value));
            if (key.type().accepts(value)) {
                accepted++;
                WampMessage message = Frames.decode(serialization, bytes);
                assertThat(message.type().name()).isEqualTo(nameOf(key));
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
                        Frames.decode(Serialization.JSON, bytes(Serialization.JSON, key, Map.of(key.key(), value)));
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
                        Frames.decode(Serialization.JSON, bytes(Serialization.JSON, key, dictionary))))
                .isEqualTo(Frames.encode(
                        Serialization.JSON,
                        Frames.decode(Serialization.JSON, bytes(Serialization.JSON, key, Map.of()))));
    }

    private static byte[] bytes(Serialization serialization, OptionKey key, Map<String, @Nullable Object> dictionary) {
        List<Object> elements = new ArrayList<>(FRAMES.get(key.dictionary()));
        elements.set(elements.indexOf(HERE), dictionary);
        return Frames.raw(serialization, elements);
    }

    private static String nameOf(OptionKey key) {
        return key.dictionary().substring(0, key.dictionary().indexOf('.'));
    }

    @Test
    void aRowIsThereOnceAndNamesAreThoseOfTheSpecification() {
        Set<String> names = new HashSet<>();
        for (OptionKey key : OptionKey.ALL) {
            assertThat(names.add(key.dictionary() + "." + key.key()))
                    .as(key.toString())
                    .isTrue();
            assertThat(key.key()).matches("[a-z][a-z0-9_]{2,}"); // MSG-3
            assertThat(key.dictionary()).matches("[A-Z]+\\.(Options|Details)");
            assertThat(FRAMES).containsKey(key.dictionary());
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
