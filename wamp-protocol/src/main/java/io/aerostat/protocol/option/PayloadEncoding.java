package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code enc_*} attributes with which Autobahn describes a payload that it encoded itself, before the specification had a passthru mode
 * (PPT-13). Opaque to the router; never mapped to {@link Passthru}'s own.
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
        String algorithm = options.text("enc_algo", OptionType.ENCRYPTION);
        String key = options.text("enc_key");
        String serializer = options.text("enc_serializer");
        return algorithm == null && key == null && serializer == null
                ? null
                : new PayloadEncoding(algorithm, key, serializer);
    }

    void writeTo(Map<String, @Nullable Object> dictionary) {
        Dictionaries.put(dictionary, "enc_algo", algorithm);
        Dictionaries.put(dictionary, "enc_key", key);
        Dictionaries.put(dictionary, "enc_serializer", serializer);
    }
}
