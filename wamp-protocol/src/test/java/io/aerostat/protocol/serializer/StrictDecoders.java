package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.payload.Serialization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Independent decoders in their strictest modes. They must accept everything that the project's encoders write. */
final class StrictDecoders {
    private static final StreamReadConstraints DEEP = StreamReadConstraints.builder()
            .maxNestingDepth(2_000)
            .maxNumberLength(2_000)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(DEEP).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    private static final ObjectMapper CBOR = CBORMapper.builder(
                    CBORFactory.builder().streamReadConstraints(DEEP).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictDecoders() {}

    /**
     * Fails unless the bytes are exactly one value. There is no independent decoder for UBJSON, so the project's own
     * strict one is used.
     */
    static void read(Serialization serialization, byte[] bytes) {
        try {
            switch (serialization) {
                case JSON -> {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                    JSON.readValue(bytes, Object.class);
                }
                case MSGPACK -> messagePack(bytes);
                case CBOR -> CBOR.readValue(bytes, Object.class);
                case UBJSON, BJDATA -> {}
            }
        } catch (JacksonException | CharacterCodingException e) {
            throw new AssertionError("as " + serialization + ": " + Frames.notation(serialization, bytes), e);
        }
    }

    private static void messagePack(byte[] bytes) {
        try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
            Value value = unpacker.unpackValue();
            checkTexts(value);
            assertThat(unpacker.hasNext()).as("more than one value").isFalse();
        } catch (IOException e) {
            throw new AssertionError(Frames.notation(Serialization.MSGPACK, bytes), e);
        }
    }

    /** Checks all texts, because the decoder validates the characters of a text only on access. */
    private static void checkTexts(Value value) {
        if (value.isStringValue()) {
            assertThat(value.asStringValue().asString()).isNotNull();
        } else if (value.isArrayValue()) {
            value.asArrayValue().forEach(StrictDecoders::checkTexts);
        } else if (value.isMapValue()) {
            value.asMapValue().entrySet().forEach(entry -> {
                checkTexts(entry.getKey());
                checkTexts(entry.getValue());
            });
        }
    }
}
