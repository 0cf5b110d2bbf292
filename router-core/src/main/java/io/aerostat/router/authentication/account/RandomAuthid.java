package io.aerostat.router.authentication.account;

import java.security.SecureRandom;

/**
 * Authids for clients that send none: {@code XXXX-XXXX-XXXX-XXXX-XXXX-XXXX}, 120 random bits, in the form of
 * Crossbar.io.
 */
public final class RandomAuthid {
    private static final char[] ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomAuthid() {}

    public static String next() {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        StringBuilder authid = new StringBuilder(29);
        for (int i = 0; i < random.length; i++) {
            if (i > 0 && i % 4 == 0) {
                authid.append('-');
            }
            authid.append(ALPHABET[random[i] & 31]);
        }
        return authid.toString();
    }
}
