package io.aerostat.client.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Checks which values are read as which types, with every version of Jackson. */
class ConversionTest {
    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "green";
            }
        }
    }

    record Line(long id, int pieces, double weight, Instant at) {}

    record Renamed(@JsonAlias("color") String colour, Optional<Line> line, Map<String, Line> byName) {}

    record Checked(int pieces) {
        Checked {
            if (pieces < 1) {
                throw new IllegalArgumentException("secret " + pieces);
            }
        }
    }

    private final ValueMapper mapper = ValueMapper.DEFAULT;

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(1_700_000_000_123.0, Long.class, 1_700_000_000_123L),
                Arguments.of(3.0, int.class, 3),
                Arguments.of(-0.0, Long.class, 0L),
                Arguments.of(-128.0, Byte.class, (byte) -128),
                Arguments.of(32_767.0, short.class, (short) 32_767),
                Arguments.of((double) Long.MIN_VALUE, Long.class, Long.MIN_VALUE),
                Arguments.of(0x1p80, BigInteger.class, BigInteger.TWO.pow(80)),
                Arguments.of(new BigDecimal("9007199254740993.0"), Long.class, 9_007_199_254_740_993L),
                Arguments.of(7L, Integer.class, 7),
                Arguments.of(7L, Double.class, 7.0),
                Arguments.of(1.5, Float.class, 1.5f),
                Arguments.of(Double.POSITIVE_INFINITY, float.class, Float.POSITIVE_INFINITY),
                Arguments.of(1.5, Instant.class, Instant.ofEpochMilli(1500)),
                Arguments.of(1_700_000_000L, Instant.class, Instant.ofEpochSecond(1_700_000_000)),
                Arguments.of("2026-01-02T03:04:05Z", Instant.class, Instant.parse("2026-01-02T03:04:05Z")),
                Arguments.of(1.5, Duration.class, Duration.ofMillis(1500)),
                Arguments.of("green", Colour.class, Colour.GREEN));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void readsExactValues(Object value, Class<?> type, Object expected) {
        assertThat(mapper.fromWamp(value, type, "argument 0")).isEqualTo(expected);
    }

    static Stream<Arguments> inexact() {
        return Stream.of(
                Arguments.of(Double.NaN, Long.class, "a number", "an integer"),
                Arguments.of(1.5, Long.class, "a number", "an integer"),
                Arguments.of(1.5, int.class, "a number", "an integer"),
                Arguments.of(1e300, Long.class, "a number", "an integer"),
                Arguments.of(0x1p63, long.class, "a number", "an integer"),
                Arguments.of(Double.POSITIVE_INFINITY, BigInteger.class, "a number", "an integer"),
                Arguments.of(new BigDecimal("9007199254740993.5"), Long.class, "a number", "an integer"),
                Arguments.of(new BigDecimal("1e999"), BigInteger.class, "a number", "an integer"),
                Arguments.of(1.5, BigInteger.class, "a number", "an integer"),
                Arguments.of(3e9, Integer.class, "a number", "an integer"),
                Arguments.of(3_000_000_000L, Integer.class, "an integer", "an integer"),
                Arguments.of(70_000L, Short.class, "an integer", "an integer"),
                Arguments.of(-129.0, Byte.class, "a number", "an integer"),
                Arguments.of(BigInteger.TWO.pow(70), Long.class, "an integer", "an integer"),
                Arguments.of(1e300, Float.class, "a number", "a number"),
                Arguments.of(1e300, Instant.class, "a number", "a time"),
                Arguments.of(Double.NaN, Instant.class, "a number", "a time"),
                Arguments.of(Long.MAX_VALUE, Instant.class, "an integer", "a time"),
                Arguments.of(-1e300, OffsetDateTime.class, "a number", "a time"),
                Arguments.of(1e300, Duration.class, "a number", "a duration"),
                Arguments.of(new byte[] {1}, Instant.class, "binary", "a time"),
                Arguments.of(new byte[] {1}, java.time.LocalDate.class, "binary", "a time"),
                Arguments.of(new byte[] {1}, Long.class, "binary", "an integer"),
                Arguments.of(List.of(1L), Long.class, "a list", "an integer"),
                Arguments.of("blue", Colour.class, "text", "one of RED, green"),
                Arguments.of(true, Line.class, "a bool", "a dictionary"));
    }

    @ParameterizedTest
    @MethodSource("inexact")
    void refusesValuesThatWouldChange(Object value, Class<?> type, String found, String expected) {
        assertThatThrownBy(() -> mapper.fromWamp(value, type, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("argument 0: found " + found + " (expected " + expected + ")")
                .hasNoCause();
    }

    @Test
    void listsAndRecordsAreAsExact() {
        assertThat((long[]) mapper.fromWamp(List.of(1L, 2.0), long[].class, "a"))
                .containsExactly(1, 2);
        assertThatThrownBy(() -> mapper.fromWamp(List.of(1L, 2.5), long[].class, "a"))
                .isInstanceOf(ArgumentMismatch.class);
        assertThatThrownBy(() ->
                        mapper.fromWamp(List.of(1L, Double.NaN), new TypeReference<List<Long>>() {}.getType(), "a"))
                .hasMessage("a[1]: found a number (expected an integer)");
        assertThatThrownBy(() -> mapper.fromWamp(
                        Map.of("id", 1.5, "pieces", 1L, "weight", 1L, "at", 0L), Line.class, "argument 0"))
                .hasMessage("argument 0.id: found a number (expected an integer)");
        assertThatThrownBy(() ->
                        mapper.fromWamp(Map.of("id", 1.0, "pieces", 1L, "weight", 1L, "at", 1e300), Line.class, ""))
                .hasMessage("at: found a number (expected a time)");
        assertThatThrownBy(() -> mapper.fromWamp(
                        Map.of("id", 1.0, "pieces", 1L, "weight", 1L, "at", new byte[0]), Line.class, ""))
                .hasMessage("at: found binary (expected a time)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("id", 1L), Line.class, "line"))
                .hasMessage("line.pieces: found nothing (expected an integer)");
        assertThat(mapper.fromWamp(
                        Map.of("a", 1.5, "b", 2.0), new TypeReference<Map<String, Object>>() {}.getType(), ""))
                .isEqualTo(Map.of("a", 1.5, "b", 2.0));
    }

    @Test
    void errorsNameNeitherClassesNorTextsOfTheProgram() {
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("pieces", 0L), Checked.class, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("argument 0: found a dictionary with values that are refused (expected others)");
        assertThatThrownBy(() -> mapper.fromWamp(1L, Runnable.class, "argument 0"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void misspeltKeysAreReported() {
        Map<String, Object> line = Map.of("id", 1L, "pieces", 2L, "weight", 1.0, "At", "2026-01-02T03:04:05Z");

        assertThatThrownBy(() -> mapper.fromWamp(Map.of("line", line), Renamed.class, "order"))
                .hasMessage("order.line.At: found an unknown key (expected at)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("by_name", Map.of()), Renamed.class, "order"))
                .hasMessage("order.by_name: found an unknown key (expected byName)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("byName", Map.of("x", line)), Renamed.class, "order"))
                .hasMessage("order.byName.x.At: found an unknown key (expected at)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("id", 1L, "peices", 2L, "weight", 1.0), Line.class, "order"))
                .hasMessage("order.peices: found an unknown key (expected pieces)");
    }

    @Test
    void keysThatMeanSomethingElseAreNot() {
        Map<String, Object> known = Map.of("color", "red", "colours", 3L, "x", 1L, "lines", List.of());
        Renamed renamed = (Renamed)
                mapper.fromWamp(Map.of("color", "red", "somethingElse", 1L, "id", 2L), Renamed.class, "order");
        assertThat(renamed.colour()).isEqualTo("red");
        assertThatThrownBy(() -> mapper.fromWamp(known, Renamed.class, "order"))
                .hasMessage("order.lines: found an unknown key (expected line)");

        Map<String, Object> both = Map.of("id", 1L, "pieces", 2L, "peices", 3L, "weight", 1L, "at", 0L);
        assertThat(mapper.fromWamp(both, Line.class, "order")).isEqualTo(new Line(1, 2, 1, Instant.EPOCH));
    }

    /** Keys that a type ignores, or accepts under any name, are not misspellings. */
    @Test
    void keysThatTheTypeTakesOrIgnoresAreNotMisspelt() {
        Labelled labelled = (Labelled) mapper.fromWamp(Map.of("colors", "red"), Labelled.class, "order");
        Wrapped wrapped = (Wrapped) mapper.fromWamp(Map.of("weights", 3L, "item", "rope"), Wrapped.class, "order");
        Ignoring ignoring = (Ignoring) mapper.fromWamp(Map.of("colours", "red"), Ignoring.class, "order");

        assertThat(labelled.labels).isEqualTo(Map.of("colors", "red"));
        assertThat(wrapped.parcel.weights).isEqualTo(3);
        assertThat(ignoring.colour()).isNull();
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("color", "red"), Ignoring.class, "order"))
                .hasMessage("order.color: found an unknown key (expected colour)");
    }

    static class Labelled {
        public @Nullable String color;

        @JsonAnySetter
        public Map<String, Object> labels = new HashMap<>();
    }

    static class Wrapped {
        public @Nullable String item;
        public @Nullable String weight;

        @JsonUnwrapped
        public Parcel parcel = new Parcel();
    }

    static class Parcel {
        public int weights;
    }

    @JsonIgnoreProperties("colours")
    record Ignoring(@Nullable String colour) {}

    /** The number of keys that are compared must be bounded, because the peer decides how many keys it sends. */
    @Test
    void onlyTheFirstUnknownKeysAreCompared() {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (int i = 0; i < 31; i++) {
            keys.put("unknown" + i, 1L);
        }
        keys.put("id", 1L);
        keys.put("peices", 2L);
        keys.put("weight", 1.0);
        Map<String, Object> more = new LinkedHashMap<>(Map.of("pieces", 2L, "weight", 1.0));
        for (int i = 0; i < 32; i++) {
            more.put("unknown" + i, 1L);
        }
        more.put("idAt", 1L);
        more.put("At", 1L);

        assertThatThrownBy(() -> mapper.fromWamp(keys, Line.class, "order"))
                .hasMessage("order.peices: found an unknown key (expected pieces)");
        assertThatThrownBy(() -> mapper.fromWamp(more, Line.class, "order"))
                .hasMessage("order.id: found nothing (expected an integer)");
    }

    @ParameterizedTest
    @CsvSource({
        "peices, pieces, true",
        "piece, pieces, true",
        "piecess, pieces, true",
        "pieves, pieces, true",
        "ipeces, pieces, true",
        "xpieces, pieces, true",
        "peicse, pieces, false",
        "pie, pieces, false",
        "pi_eces, pieces, true",
        "descirptoin, description, true",
        "desription, description, true",
        "dscrption, description, true",
        "descriptionab, description, true",
        "abdescription, description, true",
        "descriptionabc, description, false",
        "dexxxiption, description, false",
        "at, as, false"
    })
    void oneTypoOrTwoInALongNameAreSeen(String written, String name, boolean isMeant) {
        assertThat(Spelling.meant(written, List.of(name)).isPresent()).isEqualTo(isMeant);
        assertThat(Spelling.meant(name, List.of(written)).isPresent()).isEqualTo(isMeant);
    }

    @Test
    void theRulesOfAnOwnMapperStay() {
        ValueMapper own = new ValueMapper(JacksonMapping.of(JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()));

        assertThatThrownBy(() -> own.fromWamp(
                        Map.of("id", 1L, "pieces", 2L, "weight", 1L, "at", 0L, "zzz", 1L), Line.class, "order"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("order.zzz: found an unknown key (expected one that is known)");
    }

    @Test
    void enumsRecordsAndDeepValuesAreWrittenAlikeByAllVersions() {
        assertThat(mapper.toWamp(Colour.GREEN)).isEqualTo("green");
        assertThat(((Map<?, ?>) mapper.toWamp(new Line(1, 2, 3, Instant.EPOCH)))
                        .keySet()
                        .toArray())
                .containsExactly("id", "pieces", "weight", "at");
        Object deep = 1L;
        for (int i = 0; i < 400; i++) {
            deep = Collections.singletonList(deep);
        }
        assertThat(mapper.fromWamp(deep, tools.jackson.databind.JsonNode.class, "argument 0"))
                .isNotNull();
        assertThat(mapper.fromWamp(Arrays.asList(1L, null), Object[].class, "a"))
                .isEqualTo(new Object[] {1L, null});
    }

    /** Reads the arguments of an EVENT from CBOR in hexadecimal digits. */
    private io.aerostat.client.value.Arguments event(String hex) throws Exception {
        Serializer cbor = Serializers.of(Serialization.CBOR);
        byte[] bytes = HexFormat.of().parseHex("8518240102a0" + hex);
        Payload payload = ((Event) cbor.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT)).payload();
        return io.aerostat.client.value.Arguments.of(() -> cbor.values(payload), mapper);
    }

    record Holder(Optional<String> text, Long number) {}

    @Test
    void undefinedIsNull() throws Exception {
        io.aerostat.client.value.Arguments arguments = event("83f7" + "81f7" + "a26474657874f7666e756d626572f7");

        assertThat(arguments.args().get(0)).isNull();
        assertThat(arguments.optionalArg(0, String.class)).isEmpty();
        assertThatThrownBy(() -> arguments.arg(0, byte[].class)).hasMessage("argument 0: found null (expected binary)");
        assertThat(arguments.arg(1, Object[].class)).containsExactly((Object) null);
        assertThat(arguments.arg(2, Holder.class)).isEqualTo(new Holder(Optional.empty(), null));
    }

    @Test
    void halfOfASurrogatePairInTextIsNeverRead() throws Exception {
        Serializer cbor = Serializers.of(Serialization.CBOR);
        byte[] bytes = HexFormat.of().parseHex("8518240102a0" + "8163eda080");

        Payload payload = ((Event) cbor.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT)).payload();
        assertThat(payload.isRefused()).isTrue();
        assertThat(payload.refusal()).isNotBlank();
    }
}
