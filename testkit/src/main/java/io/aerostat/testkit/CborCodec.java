package io.aerostat.testkit;

import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Encodes and decodes CBOR with Jackson. */
final class CborCodec implements Codec {
    private static final CBORMapper MAPPER = CBORMapper.builder().build();

    @Override
    public byte[] encode(@Nullable Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    @Override
    public @Nullable Object decode(byte[] bytes) {
        return Values.normal(MAPPER.readValue(bytes, Object.class));
    }
}
