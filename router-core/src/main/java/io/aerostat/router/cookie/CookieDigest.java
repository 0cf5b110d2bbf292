package io.aerostat.router.cookie;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Under what a cookie is kept: the SHA-256 of its value. The value is random, so that the digest gives nothing away that would let anybody in,
 * and a search for it takes no time that tells how much of a guess was right (AUT-10).
 */
final class CookieDigest {
    private CookieDigest() {}

    static String of(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
