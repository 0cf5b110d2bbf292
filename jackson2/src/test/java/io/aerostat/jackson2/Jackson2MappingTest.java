package io.aerostat.jackson2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.ValueMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks which values are read and written by the rules of a mapper of Jackson 2. */
class Jackson2MappingTest {
    /** A type for which the mapper of the application has a serializer. */
    record Money(BigDecimal amount, String currency) {}

    record Line(String article, int pieces, Money price) {}

    record Order(long orderNumber, LocalDate dueOn, Instant orderedAt, List<Line> lines, byte[] seal) {}

    enum Colour {
        @JsonProperty("red")
        RED
    }

    record Checked(int pieces) {
        Checked {
            if (pieces < 1) {
                throw new IllegalArgumentException("secret " + pieces);
            }
        }
    }

    /** A mapper as an application has it: modules, names of its own, dates as text. */
    static ObjectMapper applicationMapper() {
        SimpleModule money = new SimpleModule();
        money.addSerializer(new StdSerializer<>(Money.class) {
            @Override
            public void serialize(Money value, JsonGenerator to, SerializerProvider provider) throws IOException {
                to.writeString(value.amount() + " " + value.currency());
            }
        });
        money.addDeserializer(Money.class, new StdDeserializer<>(Money.class) {
            @Override
            public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                String[] parts = parser.getText().split(" ");
                return new Money(new BigDecimal(parts[0]), parts[1]);
            }
        });
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(money)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    private final ValueMapper mapper = new ValueMapper(Jackson2Mapping.of(applicationMapper()));

    private static final Order ORDER = new Order(
            17,
            LocalDate.parse("2026-12-24"),
            Instant.parse("2026-11-30T20:00:00Z"),
            List.of(new Line("balloon", 2, new Money(new BigDecimal("2.50"), "EUR"))),
            new byte[] {1, 2});

    @Test
    void writesRecordsByTheRulesOfTheMapper() {
        Map<?, ?> written = (Map<?, ?>) mapper.toWamp(ORDER);

        assertThat(written.keySet().toArray()).containsExactly("order_number", "due_on", "ordered_at", "lines", "seal");
        assertThat(written.get("order_number")).isEqualTo(17L);
        assertThat(written.get("due_on")).isEqualTo("2026-12-24");
        assertThat(written.get("ordered_at")).isEqualTo("2026-11-30T20:00:00Z");
        assertThat(written.get("lines"))
                .isEqualTo(List.of(Map.of("article", "balloon", "pieces", 2L, "price", "2.50 EUR")));
        assertThat((byte[]) written.get("seal")).containsExactly(1, 2);
        assertThat(mapper.toWamp(Colour.RED)).isEqualTo("red");
    }

    @Test
    void readsRecordsByTheRulesOfTheMapper() {
        Order read = (Order) mapper.fromWamp(mapper.toWamp(ORDER), Order.class, "order");

        assertThat(read).usingRecursiveComparison().isEqualTo(ORDER);
        assertThat(mapper.fromWamp(List.of("red"), Colour[].class, "colours")).isEqualTo(new Colour[] {Colour.RED});
    }

    /** MessagePack has timestamps; they reach the mapper as text, so that no rule of the application changes them. */
    @Test
    void aTimestampIsReadAsTimeAndAsText() {
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z");

        assertThat(((Map<?, ?>) new ValueMapper(Jackson2Mapping.of(new ObjectMapper()))
                        .fromWamp(Map.of("at", at), Map.class, "x")))
                .isEqualTo(Map.of("at", at));
        assertThat(mapper.fromWamp(List.of(at), Instant[].class, "x")).isEqualTo(new Instant[] {at});
        assertThat(mapper.fromWamp(at, String.class, "x")).isEqualTo("2026-01-02T03:04:05.678Z");
    }

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(3.0, int.class, 3),
                Arguments.of(-128.0, Byte.class, (byte) -128),
                Arguments.of(1_700_000_000_123.0, Long.class, 1_700_000_000_123L),
                Arguments.of(0x1p80, BigInteger.class, BigInteger.TWO.pow(80)),
                Arguments.of(new BigDecimal("9007199254740993.0"), Long.class, 9_007_199_254_740_993L),
                Arguments.of(7L, Double.class, 7.0),
                Arguments.of(1.5, Float.class, 1.5f),
                Arguments.of(1.5, Instant.class, Instant.ofEpochMilli(1500)),
                Arguments.of(1.5, Duration.class, Duration.ofMillis(1500)));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void readsExactValues(Object value, Class<?> type, Object expected) {
        assertThat(mapper.fromWamp(value, type, "argument 0")).isEqualTo(expected);
    }

    static Stream<Arguments> inexact() {
        return Stream.of(
                Arguments.of(Double.NaN, Long.class, "a number", "an integer"),
                Arguments.of(1.5, int.class, "a number", "an integer"),
                Arguments.of(1e300, Long.class, "a number", "an integer"),
                Arguments.of(1.5, BigInteger.class, "a number", "an integer"),
                Arguments.of(3_000_000_000L, Integer.class, "an integer", "an integer"),
                Arguments.of(70_000L, Short.class, "an integer", "an integer"),
                Arguments.of(BigInteger.TWO.pow(70), Long.class, "an integer", "an integer"),
                Arguments.of(1e300, Float.class, "a number", "a number"),
                Arguments.of(1e300, Instant.class, "a number", "a time"),
                Arguments.of(Double.NaN, Instant.class, "a number", "a time"),
                Arguments.of(1e300, Duration.class, "a number", "a duration"),
                Arguments.of(new byte[] {1}, Instant.class, "binary", "a time"),
                Arguments.of(new byte[] {1}, Long.class, "binary", "an integer"),
                Arguments.of(List.of(1L), Long.class, "a list", "an integer"),
                Arguments.of(true, Order.class, "a bool", "a dictionary"));
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
    void errorsNameTheWrongEntry() {
        Map<String, Object> line = Map.of("article", "balloon", "pieces", 2.5, "price", "2 EUR");

        assertThatThrownBy(() -> mapper.fromWamp(Map.of("lines", List.of(line)), Order.class, "order"))
                .hasMessage("order.lines[0].pieces: found a number (expected an integer)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("pieces", 1e10), Line.class, ""))
                .hasMessage("pieces: found a number (expected an integer)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("due", 1L), Order.class, "order"))
                .hasMessage("order.due: found an unknown key (expected one that is known)");
        assertThatThrownBy(() -> mapper.fromWamp(Map.of("pieces", 0L), Checked.class, "argument 0"))
                .hasMessage("argument 0: found a dictionary with values that are refused (expected others)");
        assertThatThrownBy(() -> mapper.fromWamp(1L, Runnable.class, "argument 0"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> mapper.fromWamp("2", Money.class, "price"))
                .isInstanceOf(ArgumentMismatch.class)
                .hasMessage("price: found text (expected a dictionary)");
    }

    /** The mapper decides about unknown keys. The application's own mapper stays as it was. */
    @Test
    void theMapperItselfDoesNotChange() {
        ObjectMapper given = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        Object modules = given.getRegisteredModuleIds();

        ValueMapper tolerant = new ValueMapper(Jackson2Mapping.of(given));

        assertThat(tolerant.fromWamp(Map.of("pieces", 1L, "more", 2L), Checked.class, "x"))
                .isEqualTo(new Checked(1));
        assertThat(given.getRegisteredModuleIds()).isEqualTo(modules);
        assertThatThrownBy(() -> Jackson2Mapping.of(new ObjectMapper() {})).isInstanceOf(IllegalStateException.class);
    }
}
