package io.aerostat.router.authentication.account;

import io.aerostat.protocol.authentication.scram.ScramCost;
import io.aerostat.protocol.authentication.scram.ScramCredential;
import io.aerostat.protocol.authentication.scram.ScramKdf;
import java.util.HexFormat;

/**
 * Reads a SCRAM credential from the result of a dynamic authenticator: {@code kdf, iterations, memory, salt,
 * stored-key, server-key}, with the last three in hexadecimal.
 */
public final class ScramDictionary {
    private ScramDictionary() {}

    public static ScramCredential read(PrincipalDictionary principal) {
        ScramKdf kdf = ScramKdf.ofWire(principal.text("kdf"))
                .orElseThrow(
                        () -> new IllegalArgumentException("returned another kdf (expected pbkdf2 or argon2id-13)"));
        ScramCost cost = new ScramCost(
                kdf, principal.integer("iterations", 0), kdf == ScramKdf.PBKDF2 ? 0 : principal.integer("memory", 0));
        return new ScramCredential(
                hex(principal, "salt"), cost, hex(principal, "stored-key"), hex(principal, "server-key"));
    }

    private static byte[] hex(PrincipalDictionary principal, String key) {
        try {
            return HexFormat.of().parseHex(principal.text(key));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("returned " + key + " that is missing or not hexadecimal", e);
        }
    }
}
