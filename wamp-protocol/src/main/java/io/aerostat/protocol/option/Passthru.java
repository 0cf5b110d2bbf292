package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.trace.TraceContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the router forwards without interpreting them: the {@code ppt_*} keys for payload in passthru mode
 * (PPT-1), their predecessors, and the trace context.
 *
 * @param scheme if present, the payload is in passthru mode
 * @param encoding the {@code enc_*} keys, which are forwarded together with the other keys (PPT-13)
 * @param trace the place of the message in a distributed trace; null for none
 */
public record Passthru(
        @Nullable String scheme,
        @Nullable String serializer,
        @Nullable String cipher,
        @Nullable String keyid,
        @Nullable PayloadEncoding encoding,
        @Nullable TraceContext trace) {
    public static final Passthru NONE = new Passthru(null, null, null, null, null, null);

    public Passthru(
            @Nullable String scheme,
            @Nullable String serializer,
            @Nullable String cipher,
            @Nullable String keyid,
            @Nullable PayloadEncoding encoding) {
        this(scheme, serializer, cipher, keyid, encoding, null);
    }

    public Passthru(
            @Nullable String scheme, @Nullable String serializer, @Nullable String cipher, @Nullable String keyid) {
        this(scheme, serializer, cipher, keyid, null, null);
    }

    /** Returns a copy with another trace context; null for none. */
    public Passthru with(@Nullable TraceContext other) {
        if (other == trace) {
            return this;
        }
        Passthru changed = new Passthru(scheme, serializer, cipher, keyid, encoding, other);
        return changed.equals(NONE) ? NONE : changed;
    }

    /** Checks whether the payload is in passthru mode, which means that it has a scheme. */
    public boolean isUsed() {
        return scheme != null && !scheme.isEmpty();
    }

    static Passthru read(OptionReader options) throws ProtocolViolation {
        if (!options.hasKeyOf("ppt_", PayloadEncoding.PREFIX, TraceContext.PREFIX)) {
            return NONE;
        }
        String scheme = options.text(OptionKey.PPT_SCHEME);
        String serializer = options.text(OptionKey.PPT_SERIALIZER);
        String cipher = options.text(OptionKey.PPT_CIPHER);
        String keyid = options.text(OptionKey.PPT_KEYID);
        PayloadEncoding encoding = PayloadEncoding.read(options);
        TraceContext trace = options.trace();
        return scheme == null
                        && serializer == null
                        && cipher == null
                        && keyid == null
                        && encoding == null
                        && trace == null
                ? NONE
                : new Passthru(scheme, serializer, cipher, keyid, encoding, trace);
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
        if (trace != null) {
            trace.writeTo(dictionary);
        }
    }
}
