package io.aerostat.client.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;

class ValueMapperTest {
    enum Colour {
        RED
    }

    record Sample(
            String name, int count, double ratio, @Nullable String none, List<Inner> inner, byte[] raw) {}

    record Inner(Instant at, Colour colour) {}

    private final ValueMapper mapper = ValueMapper.DEFAULT;

    @Test
    void turnsJavaIntoValuesOfWamp() {
        assertThat(mapper.toWamp(null)).isNull();
        assertThat(mapper.toWamp(7)).isEqualTo(7L);
        assertThat(mapper.toWamp((short) 7)).isEqualTo(7L);
        assertThat(mapper.toWamp(1.5f)).isEqualTo(1.5d);
        assertThat(mapper.toWamp(BigInteger.TEN)).isEqualTo(10L);
        assertThat(mapper.toWamp(BigInteger.TWO.pow(80))).isEqualTo(BigInteger.TWO.pow(80));
        assertThat(mapper.toWamp(new BigDecimal("1.25"))).isEqualTo(1.25d);
        assertThat(mapper.toWamp('c')).isEqualTo("c");
        assertThat(mapper.toWamp(Colour.RED)).isEqualTo("RED");
        assertThat(mapper.toWamp(Optional.of(3))).isEqualTo(3L);
        assertThat(mapper.toWamp(Optional.empty())).isNull();
        assertThat(mapper.toWamp(new int[] {1, 2})).isEqualTo(List.of(1L, 2L));
        assertThat(mapper.toWamp(new String[] {"a", null})).isEqualTo(Arrays.asList("a", null));
        assertThat(mapper.toWamp(Map.of(1, List.of(2)))).isEqualTo(Map.of("1", List.of(2L)));
        assertThat(mapper.toWamp(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
        assertThat(mapper.toWamp(Map.of("at", Instant.EPOCH))).isEqualTo(Map.of("at", Instant.EPOCH));
        assertThat(mapper.toWamp(OffsetDateTime.parse("1970-01-01T01:00:00+01:00")))
                .isEqualTo("1970-01-01T01:00:00+01:00");
    }

    /** Rounding would change the value silently. */
    @Test
    void aDecimalNumberThatIsNoDoubleStaysOne() {
        BigDecimal precise = new BigDecimal("0.1234567890123456789");

        assertThat(mapper.toWamp(precise)).isEqualTo(precise);
        assertThat(mapper.toWamp(new Price(precise))).isEqualTo(Map.of("amount", precise));
        assertThat(mapper.toWamp(new Price(new BigDecimal("9.90")))).isEqualTo(Map.of("amount", 9.9d));
        assertThat(mapper.fromWamp(Map.of("amount", precise), Price.class, "price"))
                .isEqualTo(new Price(precise));
    }

    record Price(BigDecimal amount) {}

    @Test
    void timestampsAndDecimalNumbersAreReadAsTheRequestedType() {
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z");

        assertThat(mapper.fromWamp(at, Instant.class, "x")).isEqualTo(at);
        assertThat(mapper.fromWamp("2026-01-02T03:04:05.678Z", Instant.class, "x"))
                .isEqualTo(at);
        assertThat(mapper.fromWamp(at, String.class, "x")).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(mapper.fromWamp(Map.of("at", at, "colour", "RED"), Inner.class, "x"))
                .isEqualTo(new Inner(at, Colour.RED));
        assertThat(mapper.fromWamp(new BigDecimal("3.14"), Double.class, "x")).isEqualTo(3.14d);
        assertThat(mapper.fromWamp(3.14d, BigDecimal.class, "x")).isEqualTo(new BigDecimal("3.14"));
        assertThatThrownBy(() -> mapper.fromWamp(at, Long.class, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("argument 0: found a timestamp (expected an integer)");
    }

    /**
     * A value without a Java type, such as a fraction of Python, is read neither as a bean nor as a list of two
     * numbers.
     */
    @Test
    void aForeignValueIsAMismatch() {
        ForeignValue fraction = new ForeignValue(Serialization.CBOR, "tag 30 of CBOR", new byte[] {1});

        assertThat(mapper.toWamp(fraction)).isSameAs(fraction);
        assertThat(mapper.fromWamp(fraction, ForeignValue.class, "x")).isSameAs(fraction);
        Map<Class<?>, String> types = Map.of(
                String.class, "text",
                byte[].class, "binary",
                List.class, "a list",
                Map.class, "a dictionary",
                Price.class, "a dictionary");
        types.forEach((type, expected) -> assertThatThrownBy(() -> mapper.fromWamp(fraction, type, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("argument 0: found tag 30 of CBOR (expected " + expected + ")"));
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("amount", fraction), Price.class, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessageContaining("found a value that Java has no type for");
    }

    @Test
    void recordsGoThereAndBack() {
        Sample sample = new Sample(
                "n", 3, 0.5, null, List.of(new Inner(Instant.parse("2026-01-02T03:04:05Z"), Colour.RED)), new byte[] {
                    1, 0, -1
                });

        Object values = mapper.toWamp(sample);

        assertThat(values).isInstanceOfSatisfying(Map.class, map -> {
            assertThat(map.get("count")).isEqualTo(3L);
            assertThat(map.get("raw")).isEqualTo(new byte[] {1, 0, -1});
        });
        Sample back = (Sample) mapper.fromWamp(values, Sample.class, "sample");
        assertThat(back).usingRecursiveComparison().isEqualTo(sample);
    }

    @Test
    void mismatchesNameTheFoundTypeButNotTheValue() {
        assertThatThrownBy(() -> mapper.fromWamp("secret", Integer.class, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("argument 0: found text (expected an integer)")
                .hasNoCause();
        assertThatThrownBy(() -> mapper.fromWamp(null, String.class, "argument 0"))
                .hasMessageContaining("found null");
        assertThatThrownBy(() -> mapper.fromWamp(5_000_000_000L, Integer.class, "argument 0"))
                .isInstanceOf(ArgumentMismatch.class);
    }

    private Arguments arguments(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        return Arguments.of(new PayloadValues(args, kwargs), mapper);
    }

    @Test
    void argumentsAsOneValue() {
        assertThat(arguments(List.of(5L), Map.of()).as(int.class)).isEqualTo(5);
        assertThat(arguments(List.of(5L), Map.of()).as(Double.class)).isEqualTo(5.0);
        assertThat(arguments(List.of(), Map.of("a", 1L)).as(Map.class)).isEqualTo(Map.of("a", 1L));
        assertThat(arguments(List.of(1L, 2L), Map.of()).as(int[].class)).containsExactly(1, 2);
        assertThat(arguments(List.of(1L, 2L), Map.of()).as(new TypeReference<List<Integer>>() {}))
                .containsExactly(1, 2);
        assertThat(arguments(List.of(), Map.of()).asOptional(String.class)).isEmpty();
        assertThat(arguments(Arrays.asList((Object) null), Map.of()).asOptional(String.class))
                .isEmpty();
        assertThatThrownBy(() -> arguments(List.of(), Map.of()).as(String.class))
                .isInstanceOf(ArgumentMismatch.class);
        assertThatThrownBy(() -> arguments(List.of(1L, 2L), Map.of()).as(String.class))
                .isInstanceOf(ArgumentMismatch.class);
        assertThatThrownBy(() -> arguments(List.of(1L), Map.of("a", 1L)).as(String.class))
                .isInstanceOf(ArgumentMismatch.class);
    }

    @Test
    void argumentsOneByOne() {
        Arguments arguments = arguments(Arrays.asList("a", null), Map.of("k", 2L));

        assertThat(arguments.arg(0, String.class)).isEqualTo("a");
        assertThat(arguments.optionalArg(1, String.class)).isEmpty();
        assertThat(arguments.optionalArg(2, String.class)).isEmpty();
        assertThat(arguments.kwarg("k", int.class)).isEqualTo(2);
        assertThat(arguments.optionalKwarg("absent", String.class)).isEmpty();
        assertThatThrownBy(() -> arguments.arg(2, String.class)).hasMessage("found 2 arguments (expected at least 3)");
        assertThatThrownBy(() -> arguments.kwarg("absent", String.class)).isInstanceOf(ArgumentMismatch.class);
        assertThat(arguments.toString()).doesNotContain("a,");
    }
}
