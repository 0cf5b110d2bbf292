package io.aerostat.router.authentication.account;

import io.aerostat.protocol.id.Ids;
import java.nio.charset.StandardCharsets;

/**
 * Makes random authids for clients that send none. As in Crossbar.io, they have the form
 * {@code XXXX-XXXX-XXXX-XXXX-XXXX-XXXX}, with 120 random bits.
 */
public final class RandomAuthid {
    private static final byte[] ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ".getBytes(StandardCharsets.ISO_8859_1);
    /**
     * The number of characters to make from one random id: an id has 53 random bits, and a character takes 5 of them.
     */
    private static final int CHARACTERS_OF_AN_ID = 8;

    private RandomAuthid() {}

    public static String next() {
        byte[] authid = new byte[29];
        long random = 0;
        int characters = 0;
        for (int i = 0; i < authid.length; i++) {
            if (i % 5 == 4) {
                authid[i] = '-';
                continue;
            }
            if (characters++ % CHARACTERS_OF_AN_ID == 0) {
                random = Ids.random() - 1; // Minus 1 gives 53 uniform bits.
            }
            authid[i] = ALPHABET[(int) random & 31];
            random >>>= 5;
        }
        return new String(authid, StandardCharsets.ISO_8859_1);
    }
}
