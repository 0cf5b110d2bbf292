package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.trace.TraceContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the router forwards without interpreting them: the {@code ppt_*} keys for payload in passthru mode
 * (PPT-1), their predecessors, the trace context, and the route of a message through links between routers.
 *
 * @param scheme if present, the payload is in passthru mode
 * @param encoding the {@code enc_*} keys, which are forwarded together with the other keys (PPT-13)
 * @param trace the place of the message in a distributed trace; null for none
 * @param forwardFor {@code forward_for}: an entry for each link that has forwarded the message to another router; the
 *     entry names the session whose message the link forwarded (R2R-2)
 */
public record Passthru(
        @Nullable String scheme,
        @Nullable String serializer,
        @Nullable String cipher,
        @Nullable String keyid,
        @Nullable PayloadEncoding encoding,
        @Nullable TraceContext trace,
        List<Map<String, @Nullable Object>> forwardFor) {
    public static final Passthru NONE = new Passthru(null, null, null, null, null, null, List.of());

    public Passthru {
        forwardFor = List.copyOf(forwardFor);
    }

    public Passthru(
            @Nullable String scheme,
            @Nullable String serializer,
            @Nullable String cipher,
            @Nullable String keyid,
            @Nullable PayloadEncoding encoding,
            @Nullable TraceContext trace) {
        this(scheme, serializer, cipher, keyid, encoding, trace, List.of());
    }

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
        return new Passthru(scheme, serializer, cipher, keyid, encoding, other, forwardFor).orNone();
    }

    /** Returns a copy with another {@code forward_for}. */
    public Passthru withForwardFor(List<Map<String, @Nullable Object>> others) {
        return new Passthru(scheme, serializer, cipher, keyid, encoding, trace, others).orNone();
    }

    /** Returns {@link #NONE} itself if no key is set, because callers compare with {@code NONE} by identity. */
    private Passthru orNone() {
        return equals(NONE) ? NONE : this;
    }

    /** Checks whether the payload is in passthru mode, which means that it has a scheme. */
    public boolean isUsed() {
        return scheme != null && !scheme.isEmpty();
    }

    static Passthru read(OptionReader options) throws ProtocolViolation {
        List<Map<String, @Nullable Object>> forwardFor = options.forwardFor();
        if (!options.hasKeyOf("ppt_", PayloadEncoding.PREFIX, TraceContext.PREFIX)) {
            return forwardFor.isEmpty() ? NONE : NONE.withForwardFor(forwardFor);
        }
        String scheme = options.text(OptionKey.PPT_SCHEME);
        String serializer = options.text(OptionKey.PPT_SERIALIZER);
        String cipher = options.text(OptionKey.PPT_CIPHER);
        String keyid = options.text(OptionKey.PPT_KEYID);
        PayloadEncoding encoding = PayloadEncoding.read(options);
        TraceContext trace = options.trace();
        return new Passthru(scheme, serializer, cipher, keyid, encoding, trace, forwardFor).orNone();
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
        if (!forwardFor.isEmpty()) {
            dictionary.put(OptionKey.FORWARD_FOR.key(), forwardFor);
        }
    }
}
