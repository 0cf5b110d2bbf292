package io.aerostat.protocol.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of WAMP-CRA: base64 of HMAC-SHA256 over the challenge exactly as received (CRA-2). With a salt the key is the base64
 * <em>text</em> of PBKDF2-HMAC-SHA256 over secret and salt, both as UTF-8 (CRA-4).
 */
public final class WampCra {
    public static final int DEFAULT_ITERATIONS = 1000;
    public static final int DEFAULT_KEYLEN = 32;

    private static final String HMAC = "HmacSHA256";

    private WampCra() {}

    /** @param key the secret, or the result of {@link #deriveKey} */
    public static String sign(String key, String challenge) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    /** Whether {@code signature} was made with {@code key}; takes the same time wherever they differ (AUT-10). */
    public static boolean verify(String key, String challenge, String signature) {
        return MessageDigest.isEqual(
                sign(key, challenge).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Derives the key of a salted secret. Slow on purpose: not for an event loop.
     *
     * @param keylen in octets
     */
    public static String deriveKey(String secret, String salt, int iterations, int keylen) {
        byte[] key = Pbkdf2.hmacSha256(
                secret.getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.UTF_8), iterations, keylen);
        return Base64.getEncoder().encodeToString(key);
    }
}
