package io.aerostat.protocol.serializer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.option.OptionDictionary;
import io.aerostat.protocol.option.OptionDictionary.Entry;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each row of the table of predefined keys with valid and invalid values (KEY-1, PV-12). */
class OptionKeyTest {
    /** Marks the position of the dictionary in a frame. */
    private static final String HERE = "{}";

    /** A frame for each dictionary of options or details. */
    private static final Map<OptionDictionary, List<Object>> FRAMES = Map.ofEntries(
            Map.entry(OptionDictionary.HELLO_DETAILS, Frames.elements(Type.HELLO, "realm1", HERE)),
            Map.entry(OptionDictionary.WELCOME_DETAILS, Frames.elements(Type.WELCOME, 1L, HERE)),
            Map.entry(OptionDictionary.ABORT_DETAILS, Frames.elements(Type.ABORT, HERE, "a.b")),
            Map.entry(OptionDictionary.GOODBYE_DETAILS, Frames.elements(Type.GOODBYE, HERE, "a.b")),
            Map.entry(OptionDictionary.ERROR_DETAILS, Frames.elements(Type.ERROR, (long) Call.CODE, 1L, HERE, "a.b")),
            Map.entry(OptionDictionary.PUBLISH_OPTIONS, Frames.elements(Type.PUBLISH, 1L, HERE, "a.b")),
            Map.entry(OptionDictionary.SUBSCRIBE_OPTIONS, Frames.elements(Type.SUBSCRIBE, 1L, HERE, "a.b")),
            Map.entry(OptionDictionary.UNSUBSCRIBED_DETAILS, Frames.elements(Type.UNSUBSCRIBED, 0L, HERE)),
            Map.entry(OptionDictionary.EVENT_DETAILS, Frames.elements(Type.EVENT, 1L, 2L, HERE)),
            Map.entry(OptionDictionary.CALL_OPTIONS, Frames.elements(Type.CALL, 1L, HERE, "a.b")),
            Map.entry(OptionDictionary.CANCEL_OPTIONS, Frames.elements(Type.CANCEL, 1L, HERE)),
            Map.entry(OptionDictionary.RESULT_DETAILS, Frames.elements(Type.RESULT, 1L, HERE)),
            Map.entry(OptionDictionary.REGISTER_OPTIONS, Frames.elements(Type.REGISTER, 1L, HERE, "a.b")),
            Map.entry(OptionDictionary.UNREGISTERED_DETAILS, Frames.elements(Type.UNREGISTERED, 0L, HERE)),
            Map.entry(OptionDictionary.INVOCATION_DETAILS, Frames.elements(Type.INVOCATION, 1L, 2L, HERE)),
            Map.entry(OptionDictionary.INTERRUPT_OPTIONS, Frames.elements(Type.INTERRUPT, 1L, HERE)),
            Map.entry(OptionDictionary.YIELD_OPTIONS, Frames.elements(Type.YIELD, 1L, HERE)));

    /** Values of all types. Each type of option accepts some of these values. */
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

    /** A predefined key in one of its dictionaries. */
    private record Row(OptionDictionary dictionary, Entry entry) {
        String name() {
            return entry.key().key();
        }

        OptionType type() {
            return entry.key().type();
        }

        byte[] bytes(Serialization serialization, @Nullable Object value) {
            Map<String, @Nullable Object> options = new HashMap<>();
            options.put(name(), value);
            return OptionKeyTest.bytes(serialization, dictionary, options);
        }

        @Override
        public String toString() {
            return dictionary.label() + "." + name();
        }
    }

    static List<Row> rows() {
        return Stream.of(OptionDictionary.values())
                .flatMap(dictionary -> dictionary.entries().stream().map(entry -> new Row(dictionary, entry)))
                .toList();
    }

    static Stream<Arguments> strictRows() {
        return rows().stream()
                .filter(row -> row.dictionary() != OptionDictionary.CALL_OPTIONS
                        || row.entry().key() != OptionKey.TIMEOUT)
                .flatMap(row ->
                        Stream.of(Serialization.values()).map(serialization -> Arguments.of(row, serialization)));
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void anInvalidTimeoutIsLeftToTheDealerBecauseItConcernsOneCallOnly(Serialization serialization) throws Exception {
        for (Object odd : List.of(1.5, -1L, "3", true)) {
            Call call = (Call) Frames.decode(
                    serialization, bytes(serialization, OptionDictionary.CALL_OPTIONS, Map.of("timeout", odd)));

            assertThat(call.options().timeout()).isZero();
            assertThat(call.options().oddTimeout()).isEqualTo(odd);
        }
    }

    @ParameterizedTest
    @Conformance({"KEY-1", "PV-12"})
    @MethodSource("strictRows")
    void aKeyTakesValuesOfItsTypeAndNoOthers(Row row, Serialization serialization) throws Exception {
        int accepted = 0;
        for (Object value : VALUES) {
            byte[] bytes = row.bytes(serialization, value);
            if (row.type().accepts(value)) {
                accepted++;
                WampMessage message = Frames.decode(serialization, bytes);
                assertThat(message.type().name())
                        .isEqualTo(row.dictionary().label().split("\\.")[0]);
                assertThat(Frames.encode(
                                serialization, Frames.decode(serialization, Frames.encode(serialization, message))))
                        .isEqualTo(Frames.encode(serialization, message));
            } else {
                assertThatThrownBy(() -> Frames.decode(serialization, bytes))
                        .as("%s: %s", row, Notation.of(value))
                        .isInstanceOf(ProtocolViolation.class)
                        .hasMessageContaining(row.toString())
                        .hasMessageContaining(row.type().description());
            }
        }
        assertThat(accepted).isBetween(1, VALUES.size() - 1);
    }

    @ParameterizedTest
    @Conformance({"KEY-1", "MSG-4"})
    @MethodSource("rows")
    void aKeyIsForwardedExactlyIfItIsUsed(Row row) throws Exception {
        Set<Boolean> written = new HashSet<>();
        for (Object value : VALUES) {
            if (row.type().accepts(value)) {
                WampMessage message = Frames.decode(Serialization.JSON, row.bytes(Serialization.JSON, value));
                String json = new String(Frames.encode(Serialization.JSON, message), UTF_8);
                written.add(json.contains("\"" + row.name() + "\""));
            }
        }
        // A key with its default value is omitted.
        assertThat(written.contains(true)).isEqualTo(row.entry().used());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aKeyThatIsNullCountsAsAbsent(Row row) throws Exception {
        byte[] withNull = row.bytes(Serialization.JSON, null);
        byte[] without = bytes(Serialization.JSON, row.dictionary(), Map.of());

        assertThat(Frames.encode(Serialization.JSON, Frames.decode(Serialization.JSON, withNull)))
                .isEqualTo(Frames.encode(Serialization.JSON, Frames.decode(Serialization.JSON, without)));
    }

    private static byte[] bytes(
            Serialization serialization, OptionDictionary dictionary, Map<String, @Nullable Object> options) {
        List<Object> elements = new ArrayList<>(FRAMES.get(dictionary));
        elements.set(elements.indexOf(HERE), options);
        return Frames.raw(serialization, elements);
    }

    @Test
    void everyDictionaryHasAFrameAndEveryKeyADictionary() {
        assertThat(FRAMES).containsOnlyKeys(OptionDictionary.values());
        assertThat(rows().stream().map(row -> row.entry().key()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(OptionKey.values());
    }

    @Test
    void aDictionaryHasAKeyOnceAndNamesAreThoseOfTheSpecification() {
        assertThat(rows()).doesNotHaveDuplicates().extracting(Row::toString).doesNotHaveDuplicates();
        for (OptionDictionary dictionary : OptionDictionary.values()) {
            assertThat(dictionary.label().replace('.', '_')).isEqualToIgnoringCase(dictionary.name());
        }
        for (OptionKey key : OptionKey.values()) {
            assertThat(key.key()).matches("[a-z][a-z0-9_]{2,}"); // MSG-3
            assertThat(key.name()).isEqualToIgnoringCase(key.key());
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
