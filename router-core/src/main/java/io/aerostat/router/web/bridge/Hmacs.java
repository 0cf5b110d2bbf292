package io.aerostat.router.web.bridge;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104), provided by every Java runtime. Stateless; any thread. */
final class Hmacs {
    private Hmacs() {}

    /** Returns the HMAC of a message with the algorithm of this name, such as {@code HmacSHA256}. */
    static byte[] of(String algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
