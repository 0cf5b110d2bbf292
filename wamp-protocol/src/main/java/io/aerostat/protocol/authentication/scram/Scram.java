package io.aerostat.protocol.authentication.scram;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The names and encodings of SCRAM (SCR-1 to SCR-15). */
public final class Scram {
    /** The name of the authentication method. */
    public static final String METHOD = "wamp-scram";
    /** The name of the method in Crossbar.io. */
    public static final String OTHER_METHOD = "scram";

    /** The number of random bytes in a nonce. */
    static final int NONCE_SIZE = 16;

    private Scram() {}

    /** Checks whether an authentication method is a SCRAM method. */
    public static boolean isMethod(String authmethod) {
        return authmethod.equals(METHOD) || authmethod.equals(OTHER_METHOD);
    }

    /** Decodes canonical base64. Returns null if the text has any other form. */
    static byte @Nullable [] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
