package io.aerostat.acceptance.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.acceptance.interop.ValuesTable.Column;
import io.aerostat.acceptance.interop.ValuesTable.Row;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Passes each value to every serialization and to Java, and writes the received values to docs/wamp.md. Needs no client
 * of another project.
 */
class ValuesIT {
    private static final List<Serialization> RECEIVERS =
            List.of(Serialization.JSON, Serialization.MSGPACK, Serialization.CBOR, Serialization.UBJSON);
    private static final String REFUSED = "refused";
    private static final String UNCHANGED = "as sent";

    private static final Map<String, Object> FROM_JAVA = new LinkedHashMap<>();

    static {
        FROM_JAVA.put("`Instant` without milliseconds", Instant.ofEpochSecond(1_700_000_000));
        FROM_JAVA.put("`Instant` with nanoseconds", Instant.ofEpochSecond(1_700_000_000, 123_456_789));
        FROM_JAVA.put("`LocalDate`", LocalDate.parse("2023-11-14"));
        FROM_JAVA.put("`BigDecimal` 3.14", new BigDecimal("3.14"));
        FROM_JAVA.put("`BigDecimal` of 19 digits", new BigDecimal("0.1234567890123456789"));
        FROM_JAVA.put("`BigInteger` 2^64", BigInteger.TWO.pow(64));
        FROM_JAVA.put("`float` 0.1f", 0.1f);
        FROM_JAVA.put("`Double.NaN`", Double.NaN);
        FROM_JAVA.put("`byte[]`", new byte[] {1, 2, 3});
        FROM_JAVA.put("`UUID`", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        FROM_JAVA.put("`Map.of(1, \"a\")`", Map.of(1, "a"));
    }

    @Test
    void everyValueKeepsItsMeaningOrIsRefused() throws Exception {
        ValuesTable table = new ValuesTable();
        Map<Serialization, Map<Row, String>> cells = new LinkedHashMap<>();
        RECEIVERS.forEach(receiver -> cells.put(receiver, new LinkedHashMap<>()));
        Map<Row, String> java = new LinkedHashMap<>();
        for (SentValue value : SentValue.all()) {
            Row row = new Row(value.name(), name(value.serialization()) + " " + value.notation());
            table.add(row);
            Payload payload = value.received();
            RECEIVERS.forEach(receiver -> cells.get(receiver).put(row, received(value, payload, receiver)));
            java.put(row, payload.isRefused() ? REFUSED : inJava(payload));
        }
        FROM_JAVA.forEach((name, value) -> {
            Row row = new Row(name, "Java");
            table.add(row);
            RECEIVERS.forEach(receiver -> cells.get(receiver).put(row, fromJava(value, receiver)));
        });
        cells.forEach((receiver, column) -> table.add(new Column(name(receiver), column)));
        table.add(new Column("Java", java));

        assertThat(table.cell("`Decimal(\"3.14\")`", "CBOR `c4822119013a`", "JSON"))
                .isEqualTo("`3.14`");
        assertThat(table.cell("`Fraction(1, 3)`", "CBOR `d81e820103`", "JSON")).isEqualTo(REFUSED);
        assertThat(table.cell("`undefined` of JavaScript", "MessagePack `d40000`", "MessagePack"))
                .isEqualTo("`c0`");
        assertThat(table.cell("`Date` without milliseconds", "MessagePack `d6ff6553f100`", "Java"))
                .isEqualTo("Instant `2023-11-14T22:13:20Z`");
        table.write();
    }

    private static String name(Serialization serialization) {
        return serialization == Serialization.MSGPACK ? "MessagePack" : serialization.name();
    }

    /** Returns the value that a peer with this serialization gets when this value was sent. */
    private static String received(SentValue value, Payload payload, Serialization receiver) {
        try {
            Payload delivered = payload.in(receiver, Serializers.transcoder());
            String notation = Encoded.notation(receiver, Encoded.argument(delivered));
            return receiver == value.serialization() && notation.equals(value.notation()) ? UNCHANGED : notation;
        } catch (NotExpressible e) {
            return REFUSED;
        }
    }

    private static String inJava(Payload payload) {
        @Nullable
        Object value =
                Serializers.of(payload.serialization()).values(payload).args().get(0);
        if (value == null) {
            return "null";
        }
        if (value instanceof ForeignValue) {
            return "ForeignValue";
        }
        if (value instanceof byte[] binary) {
            return "byte[] `" + HexFormat.of().formatHex(binary) + "`";
        }
        String type = value instanceof Map
                ? "Map"
                : value instanceof List ? "List" : value.getClass().getSimpleName();
        return type + " `" + value.toString().replace("\u0000", "\\u0000").replace("\ud800", "\\ud800") + "`";
    }

    private static String fromJava(Object value, Serialization receiver) {
        List<@Nullable Object> args = new ArrayList<>();
        args.add(ValueMapper.DEFAULT.toWamp(value));
        try {
            Payload payload = Serializers.of(receiver).payload(new PayloadValues(args, Map.of()));
            return Encoded.notation(receiver, Encoded.argument(payload));
        } catch (NotExpressible e) {
            return REFUSED;
        }
    }
}
