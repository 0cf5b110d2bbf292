package io.aerostat.testkit;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Encodes and decodes JSON with Jackson. A byte array is a string of U+0000 and base64 (SER-3). */
final class JsonCodec implements Codec {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public byte[] encode(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(Values.map(
                value,
                leaf -> leaf instanceof byte[] bytes
                        ? "\0" + Base64.getEncoder().encodeToString(bytes)
                        : leaf));
    }

    @Override
    public @Nullable Object decode(byte[] bytes) {
        Object value = Values.normal(MAPPER.readValue(bytes, Object.class));
        return Values.map(
                value,
                leaf -> leaf instanceof String text && text.startsWith("\0")
                        ? Base64.getDecoder().decode(text.substring(1))
                        : leaf);
    }
}
