package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.WampMessage.Type;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.PayloadEncoding;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests payloads that are one binary value in place of the arguments (PPT-13). */
class BarePayloadTest {
    private static final Map<String, Object> ENCODING =
            Map.of("enc_algo", "cryptobox", "enc_key", "AAAA", "enc_serializer", "json");

    private static byte[] frame(Serialization serialization, Map<String, Object> options, Object payload) {
        return Frames.raw(serialization, Frames.elements(Type.PUBLISH, 1L, options, "com.app.topic", payload));
    }

    @ParameterizedTest
    @Conformance("PPT-13")
    @EnumSource
    void aBarePayloadIsReadAndWrittenInEverySerialization(Serialization from) throws Exception {
        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, (byte) 0xFF}, new byte[300])) {
            Publish read = (Publish) Frames.decode(from, frame(from, ENCODING, bytes));

            assertThat(read.payload().isBare()).isTrue();
            assertThat(read.options().passthru().isUsed()).isFalse();
            assertThat(read.options().passthru().encoding())
                    .isEqualTo(new PayloadEncoding("cryptobox", "AAAA", "json"));
            for (Serialization to : Serialization.values()) {
                Publish again = (Publish) Frames.decode(to, Frames.encode(to, read));
                assertThat(again.payload().isBare()).isTrue();
                assertThat(again.options()).isEqualTo(read.options());
                assertThat(Serializers.of(to).values(again.payload()).args())
                        .singleElement()
                        .isEqualTo(bytes);
            }
        }
    }

    @ParameterizedTest
    @Conformance("PPT-13")
    @EnumSource
    void aBarePayloadBecomesTheOnlyArgumentForPeersThatDoNotKnowIt(Serialization serialization) throws Exception {
        byte[] bytes = {1, 2, 3};
        Publish read = (Publish) Frames.decode(serialization, frame(serialization, ENCODING, bytes));

        Payload readable = Serializers.readable(read.payload(), false);

        assertThat(readable.toByteArray())
                .isEqualTo(((Publish) Frames.decode(serialization, frame(serialization, Map.of(), List.of(bytes))))
                        .payload()
                        .toByteArray());
        assertThat(readable.isBare()).isFalse();
        assertThat(Serializers.readable(read.payload(), true)).isSameAs(read.payload());
        assertThat(Serializers.readable(readable, false)).isSameAs(readable);
    }

    @ParameterizedTest
    @Conformance("PPT-13")
    @EnumSource
    void anEventOfAPatternSaysTopicAndEncoding(Serialization serialization) throws Exception {
        Publish read = (Publish) Frames.decode(serialization, frame(serialization, ENCODING, new byte[] {1}));
        Passthru encoded = read.options().passthru();
        EventDetails details = new EventDetails("com.example.topic", 0, null, null, -1, false, false, encoded);

        Event again = (Event)
                Frames.decode(serialization, Frames.encode(serialization, new Event(1, 2, details, read.payload())));

        assertThat(again.details()).isEqualTo(details);
        assertThat(again.payload().isBare()).isTrue();
    }

    @ParameterizedTest
    @Conformance("PPT-13")
    @ValueSource(strings = {"cryptobox", "mqtt", "xbr", "null", "x_own"})
    void everyAlgorithmInUseIsAccepted(String algorithm) throws Exception {
        byte[] frame = frame(Serialization.JSON, Map.of("enc_algo", algorithm), new byte[] {1});

        assertThat(((Publish) Frames.decode(Serialization.JSON, frame))
                        .payload()
                        .isBare())
                .isTrue();
    }

    @ParameterizedTest
    @Conformance({"PPT-13", "MSG-5"})
    @EnumSource
    void aBinaryInPlaceOfArgumentsWithoutAnEncodingIsRefused(Serialization serialization) {
        byte[] frame = frame(serialization, Map.of("acknowledge", true), new byte[] {1});

        assertThatThrownBy(() -> Frames.decode(serialization, frame))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("args");
    }
}
