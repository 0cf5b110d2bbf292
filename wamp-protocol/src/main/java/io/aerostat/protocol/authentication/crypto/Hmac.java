package io.aerostat.protocol.authentication.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104), provided by every Java runtime. Stateless; any thread. */
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";

    /**
     * One instance for each thread, because finding the algorithm among the security providers takes longer than making
     * a signature.
     */
    private static final ThreadLocal<Mac> SHA_256 = ThreadLocal.withInitial(Hmac::mac);

    private Hmac() {}

    public static byte[] sha256(byte[] key, byte[] message) {
        Mac mac = SHA_256.get();
        try {
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
