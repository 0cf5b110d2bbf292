package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that an unfit value in a payload fails the request and not the session: the rest of the message is read (P21,
 * SER-7).
 */
@Conformance({"P21", "SER-7"})
class UnfitValueTest {
    /**
     * The columns are: the serialization, the last elements of a message (as in malformed.txt), and a part of the
     * reason.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "unfit.txt", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 10_000)
    void aMessageWithAnUnfitValueIsReadAndItsPayloadRefused(Serialization serialization, String payload, String because)
            throws Exception {
        Call call = (Call) Frames.decode(serialization, MessageBytes.call(serialization, payload));

        assertThat(call.request()).isEqualTo(1);
        assertThat(call.procedure()).isEqualTo("a.b");
        assertThat(call.payload().isRefused()).isTrue();
        assertThat(call.payload().refusal()).startsWith("payload: ").contains(because);
    }

    /** A refused payload is never written, whatever the receiver's serialization. */
    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aRefusedPayloadIsNeverWritten(Serialization serialization) {
        Payload refused = Payload.refused("found NaN");

        assertThatThrownBy(() -> Frames.encode(serialization, new Event(1, 2, EventDetails.NONE, refused)))
                .isInstanceOf(NotExpressible.class)
                .hasMessage("found NaN");
    }

    static Stream<Arguments> carriers() {
        return Stream.of(
                Arguments.of("[16,7,{\"acknowledge\":true},\"a.b\",[NaN]]", Publish.CODE),
                Arguments.of("[70,7,{},[NaN]]", Yield.CODE),
                Arguments.of("[8,68,7,{},\"a.b\",[NaN]]", ErrorMessage.CODE));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void everyMessageWithAPayloadIsRead(String frame, int code) throws Exception {
        assertThat(Frames.decode(Serialization.JSON, Frames.bytes(Serialization.JSON, frame))
                        .code())
                .isEqualTo(code);
    }

    /** A header must be understood, so an unfit value in it is a violation. */
    @Test
    void inAHeaderAnUnfitValueIsAViolation() {
        for (String frame :
                new String[] {"[48,1,{\"x\":NaN},\"a.b\"]", "[48,NaN,{},\"a.b\"]", "[1,\"realm1\",{\"x\":[-Infinity]}]"
                }) {
            assertThatThrownBy(() -> Frames.decode(Serialization.JSON, Frames.bytes(Serialization.JSON, frame)))
                    .isInstanceOf(ProtocolViolation.class);
        }
    }

    /** In CBOR, a key may have any type. A key that is not a string is forwarded only between CBOR peers (P20). */
    @ParameterizedTest
    @CsvFileSource(resources = "odd-keys.txt", delimiter = '|', quoteCharacter = '`')
    void aKeyThatIsNoStringPassesBetweenCborPeersOnly(String args, String key) throws Exception {
        Payload payload =
                ((Call) Frames.decode(Serialization.CBOR, MessageBytes.call(Serialization.CBOR, args))).payload();

        assertThat(Frames.notation(Serialization.CBOR, payload.toByteArray())).isEqualTo(args.replace(" ", ""));
        for (Serialization target : Serialization.values()) {
            if (target != Serialization.CBOR) {
                assertThatThrownBy(() -> Serializers.transcoder().transcode(payload, target))
                        .isInstanceOf(NotExpressible.class)
                        .hasMessageContaining(key + " as key");
            }
        }
        assertThat(Serializers.of(Serialization.CBOR).values(payload).args().toString())
                .contains("ForeignValue[" + key + " as key]");
    }
}
