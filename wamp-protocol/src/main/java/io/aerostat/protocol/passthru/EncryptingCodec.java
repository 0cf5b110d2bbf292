package io.aerostat.protocol.passthru;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.SingleValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * End-to-end encryption, scheme {@code wamp}: encodes the arguments as CBOR and encrypts them with a key of a
 * {@link KeyRing} (PPT-7, PPT-9, PPT-12). The router still sees the sessions, the URI, the size of the payload, and the
 * id of the key. Any thread.
 */
public final class EncryptingCodec implements PassthruCodec {
    private static final String SCHEME = "wamp";
    private static final Serialization INNER = Serialization.CBOR;

    private final KeyRing keys;

    /** Creates a codec that takes its keys from a key ring. */
    public EncryptingCodec(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public Optional<PackedPayload> pack(String uri, PayloadValues values) throws NotExpressible {
        PassthruKey key = keys.forUri(uri).orElse(null);
        if (key == null) {
            return Optional.empty();
        }
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("args", values.args());
        envelope.put("kwargs", values.kwargs());
        byte[] plain = SingleValue.write(INNER, envelope);
        Passthru options = new Passthru(SCHEME, INNER.wireName(), key.cipher().wire(), key.id());
        return Optional.of(new PackedPayload(options, key.encrypt(plain)));
    }

    @Override
    public PayloadValues unpack(Passthru options, byte[] packed) throws PassthruException {
        require("ppt_scheme", options.scheme(), SCHEME);
        require("ppt_serializer", options.serializer(), INNER.wireName());
        PassthruKey key =
                options.keyid() == null ? null : keys.byId(options.keyid()).orElse(null);
        if (key == null) {
            throw new PassthruException(
                    "ppt_keyid: found \"" + options.keyid() + "\" (expected the id of a known key)");
        }
        require("ppt_cipher", options.cipher(), key.cipher().wire());
        return values(key.decrypt(packed));
    }

    private static void require(String key, @Nullable String found, String expected) throws PassthruException {
        if (!expected.equals(found)) {
            throw new PassthruException(key + ": found \"" + found + "\" (expected \"" + expected + "\")");
        }
    }

    @SuppressWarnings("unchecked") // decoders make lists, and dictionaries with string keys only
    private static PayloadValues values(byte[] plain) throws PassthruException {
        try {
            if (SingleValue.read(INNER, plain, DecodeLimits.DEFAULT) instanceof Map<?, ?> envelope) {
                Object args = envelope.get("args");
                Object kwargs = envelope.get("kwargs");
                if ((args == null || args instanceof List<?>) && (kwargs == null || kwargs instanceof Map<?, ?>)) {
                    return new PayloadValues(
                            args == null ? List.of() : (List<@Nullable Object>) args,
                            kwargs == null ? Map.of() : (Map<String, @Nullable Object>) kwargs);
                }
            }
        } catch (ProtocolViolation e) {
            throw new PassthruException("encrypted payload: " + e.getMessage(), e);
        }
        throw new PassthruException(
                "encrypted payload: found another value (expected a dictionary of args and kwargs)");
    }
}
