package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the two dialects of UBJSON, which have different byte orders but the same name: both are read and written, and
 * they are never confused (SER-8).
 */
@Conformance("SER-8")
class UbjsonDialectTest {
    /** The second column is the output of bjdata 0.6.6, which Autobahn|Python 26.10.2 uses. */
    @ParameterizedTest
    @CsvSource({
        "5, 5505",
        "255, 55ff",
        "256, 750001",
        "1000, 75e803",
        "65535, 75ffff",
        "65536, 6d00000100",
        "4294967295, 6dffffffff",
        "4294967296, 4d0000000001000000",
        "1099511627776, 4d0000000000010000",
        "9223372036854775808, 4d0000000000000080",
        "18446744073709551616, 4855143138343436373434303733373039353531363136",
        "-1, 69ff",
        "-129, 497fff",
        "-40000, 6cc063ffff",
        "-1099511627776, 4c0000000000ffffff",
        "1.5, 44000000000000f83f",
        "0.1, 449a9999999999b93f",
        "'\"\\u0000AQI=\"', 5b24422355020102",
        "'[1,300]', 5b5501752c015d",
        "'{\"a\":1000}', 7b55016175e8037d",
        "null, 5a",
    })
    void numbersAndBinariesAreWrittenAsOthersWriteThem(String json, String bjdata) throws Exception {
        Payload payload =
                payload(Serialization.JSON, ("[" + json + "]").getBytes(java.nio.charset.StandardCharsets.UTF_8));

        Payload written = Serializers.transcoder().transcode(payload, Serialization.BJDATA);

        assertThat(HexFormat.of().formatHex(written.toByteArray())).isEqualTo("5b" + bjdata + "5d");
        Payload back = Serializers.transcoder().transcode(written, Serialization.JSON);
        assertThat(new String(back.toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("[" + json + "]");
    }

    private static Payload payload(Serialization serialization, byte[] args) {
        return Payload.validated(serialization, args, 0, args.length, 1);
    }

    /** Read in the wrong dialect, 300 would become 11265, -129 would become 32767, and 1.5 would become 3.1E-319. */
    @Test
    void aNumberOfOneDialectReachesTheOtherAsItWas() throws Exception {
        List<Object> values = Arrays.asList(300L, -129L, 1.5, 1L << 40, "x".repeat(300), new byte[300]);
        for (Serialization from : List.of(Serialization.UBJSON, Serialization.BJDATA)) {
            Serialization to = from == Serialization.UBJSON ? Serialization.BJDATA : Serialization.UBJSON;
            Payload sent = Frames.payload(from, new PayloadValues(values, Map.of()));

            Payload received = Serializers.transcoder().transcode(sent, to);

            assertThat(received.toByteArray()).isNotEqualTo(sent.toByteArray());
            assertThat(Notation.of(Serializers.of(to).values(received).args())).isEqualTo(Notation.of(values));
        }
    }

    /** Whatever dialect is assumed for a peer, a type that only BJData has shows the dialect of the message. */
    @Test
    void aMessageWithTypesOfBjdataIsReadAsSuch() throws Exception {
        byte[] frame = Frames.encode(
                Serialization.BJDATA,
                new Call(
                        1000,
                        io.aerostat.protocol.option.CallOptions.NONE,
                        "a.b",
                        Frames.payload(Serialization.BJDATA, new PayloadValues(List.of(-129L, 1.5), Map.of()))));

        Call call = (Call) Frames.decode(Serialization.UBJSON, frame);

        assertThat(call.request()).isEqualTo(1000);
        assertThat(call.payload().serialization()).isEqualTo(Serialization.BJDATA);
        assertThat(Serializers.of(Serialization.BJDATA).values(call.payload()).args())
                .isEqualTo(List.of(-129L, 1.5));
    }

    @ParameterizedTest
    @CsvSource({
        "AutobahnPython/26.10.2, BJDATA",
        "AutobahnPython/26.6.1, BJDATA",
        "AutobahnPython/26.6.0, CLASSIC",
        "AutobahnPython/25.12.2, CLASSIC",
        "AutobahnPython/22.4.1.dev5, CLASSIC",
        "Autobahn|Python-26.10.2, BJDATA",
        "Crossbar.io-26.10.1, BJDATA",
        "Crossbar-22.6.1, CLASSIC",
        "Crossbar.io/23.1, CLASSIC",
        "Aerostat, CLASSIC",
        "Aerostat-1.0, CLASSIC",
        "AutobahnPython/99999999999.1, ",
        "AutobahnJS/26.3.1, ",
        "Aerostatic, ",
        "curl/8, ",
        "'', ",
    })
    void softwareIsKnownByItsName(String software, UbjsonDialect dialect) {
        assertThat(UbjsonDialect.ofSoftware(software).orElse(null)).isEqualTo(dialect);
    }

    @ParameterizedTest
    @ValueSource(longs = {256, 70_000, 1L << 32, 1L << 40, (1L << 53) - 1, 0x0003c1db349c0d37L})
    void welcomeTellsTheDialectByItsSessionId(long session) throws Exception {
        Welcome welcome = new Welcome(session, WelcomeDetails.NONE);

        assertThat(UbjsonDialect.ofWelcome(Frames.encode(Serialization.BJDATA, welcome)))
                .contains(UbjsonDialect.BJDATA);
        if (session >= 1L << 32) {
            byte[] classic = Frames.encode(Serialization.UBJSON, welcome);
            boolean both = (session & 0xff) == 0; // these bytes are a valid id in both byte orders
            if (both) {
                assertThat(UbjsonDialect.ofWelcome(classic)).isEmpty();
            } else {
                assertThat(UbjsonDialect.ofWelcome(classic)).contains(UbjsonDialect.CLASSIC);
            }
        }
    }

    /** The ids are written as signed types, which some writers of BJData prefer. */
    @Test
    void anIdThatIsInvalidInOneByteOrderTellsTheOther() {
        assertThat(UbjsonDialect.ofWelcome(HexFormat.of().parseHex("5b55024c370d9c34dbc103007b7d5d")))
                .contains(UbjsonDialect.BJDATA);
        assertThat(UbjsonDialect.ofWelcome(HexFormat.of().parseHex("5b55024c0003c1db349c0d377b7d5d")))
                .contains(UbjsonDialect.CLASSIC);
        for (String untold :
                List.of("5b550255057b7d5d", "5b55024901007b7d5d", "5b5502", "5b", "", "7b7d", "5b55024c00")) {
            assertThat(UbjsonDialect.ofWelcome(HexFormat.of().parseHex(untold)))
                    .as(untold)
                    .isEmpty();
        }
    }
}
