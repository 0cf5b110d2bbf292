package io.aerostat.acceptance.conformance;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON by Jackson; octets are U+0000 and base64 in a string (SER-3). */
final class JsonCodec implements Codec {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public byte[] encode(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(Values.map(
                value,
                leaf -> leaf instanceof byte[] octets
                        ? "\0" + Base64.getEncoder().encodeToString(octets)
                        : leaf));
    }

    @Override
    public @Nullable Object decode(byte[] octets) {
        Object value = Values.normal(MAPPER.readValue(octets, Object.class));
        return Values.map(
                value,
                leaf -> leaf instanceof String text && text.startsWith("\0")
                        ? Base64.getDecoder().decode(text.substring(1))
                        : leaf);
    }
}
