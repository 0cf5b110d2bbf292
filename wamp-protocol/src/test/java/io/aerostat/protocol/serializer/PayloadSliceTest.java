package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that the payload is the part of the frame itself, not copied, decoded or changed (MSG-5, MSG-6, MSG-7, SER-10).
 */
class PayloadSliceTest {
    @ParameterizedTest
    @Conformance({"MSG-5", "SER-10"})
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "JSON | [48, 1, {}, \"a.b\", [ 1 , 2.50 ,\"\\u00e9\" ] , { \"k\" : [ ] } ] "
                        + "| [ 1 , 2.50 ,\"\\u00e9\" ] , { \"k\" : [ ] }",
                "JSON | [48,1,{},\"a.b\",[12345678901234567890123,1e5,-0]]| [12345678901234567890123,1e5,-0]",
                "MSGPACK | 96 30 01 80 a3 61 2e 62 dc 00 02 cd 00 01 d4 05 ff de 00 01 d9 01 6b c4 00 "
                        + "| dc 00 02 cd 00 01 d4 05 ff de 00 01 d9 01 6b c4 00",
                "CBOR | 9f 18 30 01 a0 63 61 2e 62 9f c2 41 01 f9 3c 00 c0 61 78 ff bf 7f 61 6b ff f7 ff ff "
                        + "| 9f c2 41 01 f9 3c 00 c0 61 78 ff bf 7f 61 6b ff f7 ff",
                "UBJSON | 5b 55 30 55 01 7b 7d 53 55 03 61 2e 62 5b 24 69 23 55 02 01 02 7b 23 55 01 55 01 6b 5a 5d "
                        + "| 5b 24 69 23 55 02 01 02 7b 23 55 01 55 01 6b 5a",
            })
    void aPayloadKeepsTheBytesOfItsMessage(Serialization serialization, String frame, String tail) throws Exception {
        byte[] bytes = Frames.bytes(serialization, frame);

        Call call = (Call) Frames.decode(serialization, bytes);
        byte[] forwarded = Frames.encode(serialization, new Event(1, 2, EventDetails.NONE, call.payload()));

        assertThat(call.payload().array()).isSameAs(bytes);
        assertThat(Frames.notation(serialization, call.payload().toByteArray()))
                .isEqualTo(notation(serialization, tail));
        assertThat(((Event) Frames.decode(serialization, forwarded)).payload().toByteArray())
                .isEqualTo(call.payload().toByteArray());
    }

    private static String notation(Serialization serialization, String tail) {
        return serialization == Serialization.JSON ? tail : tail.replace(" ", "");
    }

    /** MSG-7: null and empty elements are treated as absent. MSG-6: empty elements are not written. */
    @ParameterizedTest
    @Conformance({"MSG-6", "MSG-7", "A-47"})
    @EnumSource(Serialization.class)
    void nullAndEmptyArgumentsCountAsAbsent(Serialization serialization) throws Exception {
        List<Object> list = List.of(7L);
        Map<String, Object> dictionary = Map.of("k", "v");
        Object[][] rows = {
            {new Object[] {}, List.of(), Map.of(), 0},
            {new Object[] {null}, List.of(), Map.of(), 0},
            {new Object[] {List.of()}, List.of(), Map.of(), 0},
            {new Object[] {List.of(), Map.of()}, List.of(), Map.of(), 0},
            {new Object[] {null, null}, List.of(), Map.of(), 0},
            {new Object[] {null, Map.of()}, List.of(), Map.of(), 0},
            {new Object[] {list}, list, Map.of(), 1},
            {new Object[] {list, null}, list, Map.of(), 1},
            {new Object[] {list, Map.of()}, list, Map.of(), 1},
            {new Object[] {null, dictionary}, List.of(), dictionary, 2},
            {new Object[] {List.of(), dictionary}, List.of(), dictionary, 2},
            {new Object[] {list, dictionary}, list, dictionary, 2},
        };
        for (Object[] row : rows) {
            List<Object> elements = new ArrayList<>(Frames.elements(Type.CALL, 1L, Map.of(), "a.b"));
            elements.addAll(Arrays.asList((Object[]) row[0]));

            Payload payload = ((Call) Frames.decode(serialization, Frames.raw(serialization, elements))).payload();

            assertThat(payload.elements()).as(elements.toString()).isEqualTo(row[3]);
            PayloadValues values = Serializers.of(serialization).values(payload);
            assertThat(values.args()).isEqualTo(row[1]);
            assertThat(values.kwargs()).isEqualTo(row[2]);
            Payload written = Frames.payload(serialization, values);
            assertThat(written.toByteArray()).isEqualTo(payload.toByteArray());
        }
    }
}
