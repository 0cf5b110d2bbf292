package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.ForeignValue;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that values which JSON lacks have the same meaning in Java and in every serialization, or are refused (MSG-8,
 * SER-5, SER-6).
 */
@Conformance({"MSG-8", "SER-5", "SER-6"})
class MeaningTest {
    private static Payload payload(Serialization serialization, String args) throws Exception {
        return ((Call) Frames.decode(serialization, MessageBytes.call(serialization, args))).payload();
    }

    private static @Nullable Object value(Serialization serialization, String args) throws Exception {
        return Serializers.of(serialization)
                .values(payload(serialization, args))
                .args()
                .get(0);
    }

    @Test
    void timestampsAreInstants() throws Exception {
        Instant instant = Instant.parse("2013-03-21T20:04:00Z");

        assertThat(value(Serialization.MSGPACK, "91 d6 ff 51 4b 67 b0")).isEqualTo(instant);
        assertThat(value(Serialization.CBOR, "81 c1 1a 51 4b 67 b0")).isEqualTo(instant);
        assertThat(value(Serialization.CBOR, "81 c0 74 323031332d30332d32315432303a30343a30305a"))
                .isEqualTo(instant);
    }

    @Test
    void decimalFractionsAreBigDecimals() throws Exception {
        assertThat(value(Serialization.CBOR, "81 c4 82 21 19 01 3a")).isEqualTo(new BigDecimal("3.14"));
        assertThat(value(Serialization.UBJSON, "5b 48 55 04 332e3134 5d")).isEqualTo(new BigDecimal("3.14"));
    }

    /** Unlike in Jackson and msgpack-core, undefined is null, and a simple value of CBOR is not a number. */
    @Test
    void undefinedIsNullAndASimpleValueIsForeign() throws Exception {
        assertThat(value(Serialization.CBOR, "81 f7")).isNull();
        assertThat(value(Serialization.CBOR, "81 d9 d9 f7 f7")).isNull();
        assertThat(value(Serialization.MSGPACK, "91 d4 00 00")).isNull();
        for (String simple : List.of("81 e0", "81 f3", "81 f8 20", "81 f8 ff")) {
            assertThat(value(Serialization.CBOR, simple)).isInstanceOf(ForeignValue.class);
        }
    }

    /** Encoders of JavaScript write undefined as an extension type, which other decoders do not read as null. */
    @ParameterizedTest
    @CsvSource({
        "91 d4 00 00, 91 c0",
        "93 d4 00 00 01 d4 00 00, 93 c0 01 c0",
        "91 81 a1 61 d4 00 00, 91 81 a1 61 c0",
        "91 c7 01 00 00, 91 c0",
        "92 d5 00 00 00 d4 00 00, 92 d5 00 00 00 c0",
        "90 81 a1 61 d4 00 00, 90 81 a1 61 c0",
        "91 d4 00 01, 91 d4 00 01",
    })
    void undefinedReachesMessagePackPeersAsNull(String sent, String received) throws Exception {
        byte[] event = Frames.encode(
                Serialization.MSGPACK, new Event(1, 2, EventDetails.NONE, payload(Serialization.MSGPACK, sent)));

        assertThat(Frames.notation(Serialization.MSGPACK, event)).endsWith("80" + received.replace(" ", ""));
    }

    /** In options, undefined is also null, and the payload after them is unchanged. */
    @Test
    void undefinedInOptionsLeavesThePayloadAlone() throws Exception {
        byte[] frame = Frames.bytes(Serialization.MSGPACK, "95 30 01 81 a1 78 d4 00 00 a3 61 2e 62 91 05");

        Call call = (Call) Frames.decode(Serialization.MSGPACK, frame);

        assertThat(call.payload().array()).isSameAs(frame);
        assertThat(Frames.notation(Serialization.MSGPACK, call.payload().toByteArray()))
                .isEqualTo("9105");
    }

    @ParameterizedTest
    @CsvSource({
        "CBOR, 81 d8 1e 82 01 03, tag 30 of CBOR",
        "CBOR, 81 d8 1e d8 1e 01, several tags of CBOR",
        "CBOR, 81 a1 01 02, an integer as key",
        "MSGPACK, 91 c7 03 05 01 02 03, an extension type of MessagePack (5)",
    })
    void aValueWithoutAJavaTypeIsSentAgainInTheSameSerialization(
            Serialization serialization, String args, String description) throws Exception {
        ForeignValue foreign = (ForeignValue) value(serialization, args);

        assertThat(foreign).isNotNull();
        assertThat(foreign.description()).isEqualTo(description);
        PayloadValues values = new PayloadValues(List.of(foreign), Map.of());
        assertThat(Frames.notation(
                        serialization, Frames.payload(serialization, values).toByteArray()))
                .isEqualTo(args.replace(" ", ""));
        for (Serialization other : Serialization.values()) {
            if (other != serialization) {
                assertThatThrownBy(() -> Serializers.of(other).payload(values))
                        .isInstanceOf(NotExpressible.class)
                        .hasMessageContaining(description);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void instantsAndDecimalsOfJavaAreWrittenAsTheirOwnType(Serialization serialization) {
        PayloadValues values = new PayloadValues(
                List.of(Instant.ofEpochSecond(1_700_000_000, 123_000_000), new BigDecimal("3.140")), Map.of());

        String written = Frames.notation(
                serialization, Frames.payload(serialization, values).toByteArray());

        assertThat(written)
                .isEqualTo(
                        switch (serialization) {
                            case JSON -> "[\"2023-11-14T22:13:20.123Z\",3.14]";
                            case MSGPACK -> "92d7ff1d5353006553f100cb40091eb851eb851f";
                            case CBOR -> "82c07818323032332d31312d31345432323a31333a32302e3132335afb40091eb851eb851f";
                            case BJDATA ->
                                "5b535518323032332d31312d31345432323a31333a32302e3132335a441f85eb51b81e09405d";
                            case UBJSON ->
                                "5b535518323032332d31312d31345432323a31333a32302e3132335a4440091eb851eb851f5d";
                        });
    }

    /** A decimal number that no double can express is not rounded. */
    @Test
    void aDecimalThatIsNoDoubleKeepsItsDigitsOrIsRefused() {
        PayloadValues values = new PayloadValues(List.of(new BigDecimal("0.12345678901234567890123")), Map.of());

        assertThat(Frames.notation(
                        Serialization.JSON,
                        Frames.payload(Serialization.JSON, values).toByteArray()))
                .isEqualTo("[0.12345678901234567890123]");
        Payload cbor = Frames.payload(Serialization.CBOR, values);
        assertThat(Serializers.of(Serialization.CBOR).values(cbor)).isEqualTo(values);
        assertThatThrownBy(() -> Serializers.of(Serialization.MSGPACK).payload(values))
                .isInstanceOf(NotExpressible.class)
                .hasMessageContaining("a decimal number of 23 digits");
    }
}
