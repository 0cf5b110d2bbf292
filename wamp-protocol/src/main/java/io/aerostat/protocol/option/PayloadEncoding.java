package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code enc_*} keys, with which Autobahn described an encoded payload before the specification had a passthru mode
 * (PPT-13). The router forwards them without interpreting them, and does not translate them to the keys of
 * {@link Passthru}.
 *
 * @param algorithm {@code enc_algo}
 * @param key {@code enc_key}
 * @param serializer {@code enc_serializer}
 */
public record PayloadEncoding(
        @Nullable String algorithm,
        @Nullable String key,
        @Nullable String serializer) {
    static final String PREFIX = "enc_";

    static @Nullable PayloadEncoding read(OptionReader options) throws ProtocolViolation {
        String algorithm = options.text(OptionKey.ENC_ALGO);
        String key = options.text(OptionKey.ENC_KEY);
        String serializer = options.text(OptionKey.ENC_SERIALIZER);
        return algorithm == null && key == null && serializer == null
                ? null
                : new PayloadEncoding(algorithm, key, serializer);
    }

    void writeTo(Map<String, @Nullable Object> dictionary) {
        Dictionaries.put(dictionary, OptionKey.ENC_ALGO, algorithm);
        Dictionaries.put(dictionary, OptionKey.ENC_KEY, key);
        Dictionaries.put(dictionary, OptionKey.ENC_SERIALIZER, serializer);
    }
}
