package io.aerostat.jwt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Keys that check signatures. Immutable. */
final class KeySet {
    /** The largest key set document that is read, in bytes. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_KEYS = 100;

    private final List<JsonWebKey> keys;
    private final Set<String> ids = new HashSet<>();

    private KeySet(List<JsonWebKey> keys) {
        this.keys = List.copyOf(keys);
        for (JsonWebKey key : keys) {
            if (key.getKeyId() != null) {
                ids.add(key.getKeyId());
            }
        }
    }

    /** Returns a set of one secret key. */
    static KeySet of(JsonWebKey key) {
        return new KeySet(List.of(key));
    }

    /**
     * Reads a JSON Web Key Set. Ignores keys that cannot check the signature of a token: encryption keys, and key types
     * that no supported algorithm uses.
     *
     * @throws KeySetException if the document is not a set with at least one usable key
     */
    static KeySet parse(String json) throws KeySetException {
        List<JsonWebKey> all;
        try {
            all = new JsonWebKeySet(json).getJsonWebKeys();
        } catch (JoseException | RuntimeException e) {
            throw new KeySetException("found no JSON Web Key Set (expected {\"keys\": […]})", e);
        }
        if (all.size() > MAX_KEYS) {
            throw new KeySetException("found " + all.size() + " keys (expected at most " + MAX_KEYS + ")", null);
        }
        List<JsonWebKey> usable = new ArrayList<>();
        for (JsonWebKey key : all) {
            if (isUsable(key)) {
                usable.add(key);
            }
        }
        if (usable.isEmpty()) {
            throw new KeySetException(
                    "found no key for signatures among " + all.size()
                            + " (expected one of RSA with at least 2048 bits, P-256 or Ed25519)",
                    null);
        }
        return new KeySet(usable);
    }

    /** Checks whether the key can check signatures. Secret keys are ignored: a key set is a public document. */
    private static boolean isUsable(JsonWebKey key) {
        if (!(key instanceof PublicJsonWebKey) || Use.ENCRYPTION.equals(key.getUse())) {
            return false;
        }
        if (key instanceof RsaJsonWebKey rsa) {
            return rsa.getRsaPublicKey().getModulus().bitLength() >= 2048;
        }
        return (key instanceof EllipticCurveJsonWebKey curve && "P-256".equals(curve.getCurveName()))
                || (key instanceof OctetKeyPairJsonWebKey pair && "Ed25519".equals(pair.getSubtype()));
    }

    List<JsonWebKey> keys() {
        return keys;
    }

    /**
     * Checks whether the set may contain the key for a token with this key id, or for a token without key id (null).
     */
    boolean mayHave(@Nullable String id) {
        return id == null || ids.contains(id);
    }
}
