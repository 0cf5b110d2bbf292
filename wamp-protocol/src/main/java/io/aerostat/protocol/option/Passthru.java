package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ppt_*} keys of a payload that the router must not look into (PPT-1), and their predecessors. The router
 * forwards them unread.
 *
 * @param scheme marks the payload as passed through, if present
 * @param encoding the {@code enc_*} keys, which are forwarded together with the others (PPT-13)
 */
public record Passthru(
        @Nullable String scheme,
        @Nullable String serializer,
        @Nullable String cipher,
        @Nullable String keyid,
        @Nullable PayloadEncoding encoding) {
    public static final Passthru NONE = new Passthru(null, null, null, null, null);

    public Passthru(
            @Nullable String scheme, @Nullable String serializer, @Nullable String cipher, @Nullable String keyid) {
        this(scheme, serializer, cipher, keyid, null);
    }

    /** Checks whether the payload is passed through: it has a scheme. */
    public boolean isUsed() {
        return scheme != null && !scheme.isEmpty();
    }

    static Passthru read(OptionReader options) throws ProtocolViolation {
        if (!options.hasKeyOf("ppt_", PayloadEncoding.PREFIX)) {
            return NONE;
        }
        String scheme = options.text(OptionKey.PPT_SCHEME);
        String serializer = options.text(OptionKey.PPT_SERIALIZER);
        String cipher = options.text(OptionKey.PPT_CIPHER);
        String keyid = options.text(OptionKey.PPT_KEYID);
        PayloadEncoding encoding = PayloadEncoding.read(options);
        return scheme == null && serializer == null && cipher == null && keyid == null && encoding == null
                ? NONE
                : new Passthru(scheme, serializer, cipher, keyid, encoding);
    }

    void writeTo(Map<String, @Nullable Object> dictionary) {
        if (this == NONE) {
            return;
        }
        Dictionaries.put(dictionary, OptionKey.PPT_SCHEME, scheme);
        Dictionaries.put(dictionary, OptionKey.PPT_SERIALIZER, serializer);
        Dictionaries.put(dictionary, OptionKey.PPT_CIPHER, cipher);
        Dictionaries.put(dictionary, OptionKey.PPT_KEYID, keyid);
        if (encoding != null) {
            encoding.writeTo(dictionary);
        }
    }
}
