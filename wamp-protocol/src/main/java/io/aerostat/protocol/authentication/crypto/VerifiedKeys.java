package io.aerostat.protocol.authentication.crypto;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Ed25519 signatures. Caches the decoded public keys of recent valid signatures, because decoding a key takes
 * a quarter of the time of a verification, and clients often return with the same key. The cache is bounded; other keys
 * are decoded again. Any thread.
 */
final class VerifiedKeys {
    private static final int SLOTS = 1024;
    private static final AtomicReferenceArray<@Nullable VerifiedKeys> LATEST = new AtomicReferenceArray<>(SLOTS);

    private final String publicKey;
    private final Ed25519.PublicPoint point;

    private VerifiedKeys(String publicKey, Ed25519.PublicPoint point) {
        this.publicKey = publicKey;
        this.point = point;
    }

    /**
     * Checks a signature of a message.
     *
     * @param publicKey 64 lower-case hexadecimal digits
     * @param signed bytes that begin with the signature
     */
    static boolean verify(String publicKey, byte[] signed, byte[] message) {
        int slot = publicKey.hashCode() & SLOTS - 1;
        VerifiedKeys latest = LATEST.get(slot);
        if (latest != null && latest.publicKey.equals(publicKey)) {
            return Ed25519.verify(signed, 0, latest.point, message, 0, message.length);
        }
        Ed25519.PublicPoint point =
                Ed25519.validatePublicKeyPartialExport(HexFormat.of().parseHex(publicKey), 0);
        if (point == null || !Ed25519.verify(signed, 0, point, message, 0, message.length)) {
            return false;
        }
        LATEST.set(slot, new VerifiedKeys(publicKey, point));
        return true;
    }
}
