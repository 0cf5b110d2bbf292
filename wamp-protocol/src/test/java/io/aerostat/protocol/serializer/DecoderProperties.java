package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.ResultDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The properties that hold for any bytes that a decoder reads. */
final class DecoderProperties {
    private DecoderProperties() {}

    /** Decodes the bytes and checks all properties of the message. Returns false if the bytes are not a message. */
    static boolean check(Serialization serialization, byte[] bytes) {
        WampMessage message;
        try {
            message = Frames.decode(serialization, bytes);
        } catch (ProtocolViolation refused) {
            assertThat(refused).hasMessageContaining("found ").hasMessageContaining("(expected ");
            return false;
        }
        Optional<Payload> payload = payload(message);
        if (payload.isPresent() && payload.get().isRefused()) {
            assertThat(payload.get().refusal()).contains("found ").contains("(expected ");
            return false;
        }
        payload.ifPresent(DecoderProperties::checkValues);
        for (Serialization target : Serialization.values()) {
            checkForwarded(message, serialization, target);
        }
        return true;
    }

    /**
     * Checks that a decoder reads what an encoder has written, and that encoding the result again leads to the same
     * bytes.
     */
    private static void checkForwarded(WampMessage message, Serialization source, Serialization target) {
        byte[] forwarded;
        try {
            forwarded = Frames.encode(target, message);
        } catch (NotExpressible refused) {
            assertThat(target).isNotEqualTo(source);
            return;
        }
        if (target != source) { // an equal serializer also forwards bytes that a strict decoder refuses
            StrictDecoders.read(target, forwarded);
        }
        try {
            assertThat(Frames.encode(target, Frames.decode(target, forwarded))).isEqualTo(forwarded);
        } catch (ProtocolViolation | NotExpressible e) {
            throw new AssertionError("as " + target + ": " + Frames.notation(target, forwarded), e);
        }
    }

    /**
     * Checks that the values are the same in every serialization that can express them, and that a strict decoder
     * accepts the bytes.
     */
    static void checkTranscoding(PayloadValues values) {
        for (Serialization source : Serialization.values()) {
            Payload payload = payload(source, values);
            if (payload == null) {
                continue;
            }
            assertThat(notation(Serializers.of(source).values(payload))).isEqualTo(notation(values));
            for (Serialization target : Serialization.values()) {
                Payload expected = payload(target, values);
                try {
                    Payload transcoded = Serializers.transcoder().transcode(payload, target);
                    // SER-11: a value has the same bytes, whether it was written or transcoded.
                    assertThat(expected)
                            .as("refused by the writer, but not here")
                            .isNotNull();
                    assertThat(transcoded.toByteArray()).isEqualTo(expected.toByteArray());
                    StrictDecoders.read(target, Frames.raw(target, values.args()));
                    StrictDecoders.read(target, Frames.encode(target, new Result(1, ResultDetails.NONE, transcoded)));
                } catch (NotExpressible refused) {
                    assertThat(expected)
                            .as("refused here, but not by the writer")
                            .isNull();
                }
            }
        }
    }

    private static @Nullable Payload payload(Serialization serialization, PayloadValues values) {
        try {
            return Serializers.of(serialization).payload(values);
        } catch (NotExpressible refused) {
            assertThat(refused).hasMessageContaining("found ");
            return null;
        }
    }

    /** Checks that a single value is the same after it has been written and read again. */
    static void checkSingleValue(Serialization serialization, byte[] bytes) {
        Object value;
        try {
            value = SingleValue.read(serialization, bytes, DecodeLimits.DEFAULT);
        } catch (ProtocolViolation refused) {
            assertThat(refused).hasMessageContaining("found ");
            return;
        }
        try {
            byte[] written = SingleValue.write(serialization, value);
            Object read = SingleValue.read(serialization, written, DecodeLimits.DEFAULT);
            assertThat(Notation.of(read)).isEqualTo(Notation.of(value));
        } catch (NotExpressible refused) {
            assertThat(refused).hasMessageContaining("found ");
        } catch (ProtocolViolation e) {
            throw new AssertionError("what was written is not read: " + Frames.notation(serialization, bytes), e);
        }
    }

    /** Checks that the values can be decoded, and encoded again unless only undecoded bytes can represent them. */
    private static void checkValues(Payload payload) {
        Serializer serializer = Serializers.of(payload.serialization());
        PayloadValues values = serializer.values(payload);
        try {
            Payload written = serializer.payload(values);
            assertThat(notation(serializer.values(written))).isEqualTo(notation(values));
        } catch (NotExpressible refused) {
            assertThat(refused).hasMessageContaining("found ");
        }
    }

    private static String notation(PayloadValues values) {
        return Notation.of(values.args()) + Notation.of(values.kwargs());
    }

    private static Optional<Payload> payload(WampMessage message) {
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            if (component.getType() == Payload.class) {
                try {
                    return Optional.of((Payload) component.getAccessor().invoke(message));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return Optional.empty();
    }
}
