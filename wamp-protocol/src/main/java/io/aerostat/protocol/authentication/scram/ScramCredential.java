package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.Hmac;
import io.aerostat.protocol.authentication.crypto.Nonces;
import java.util.Arrays;

/**
 * What a router stores of a user's password for SCRAM: enough to check a proof, not enough to make one (SCR-11). Immutable; any thread.
 */
public final class ScramCredential {
    private static final int SALT_SIZE = 16;

    private final byte[] salt;
    private final ScramCost cost;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * @param salt random, of this user alone
     * @param storedKey 32 bytes
     * @param serverKey 32 bytes
     */
    public ScramCredential(byte[] salt, ScramCost cost, byte[] storedKey, byte[] serverKey) {
        this.salt = salt.clone();
        this.cost = cost;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /** The credential of a password, with a fresh salt. Slow: not for an event loop. */
    public static ScramCredential create(String password, ScramCost cost) {
        return create(password, Nonces.bytes(SALT_SIZE), cost);
    }

    /** As {@link #create(String, ScramCost)}, for clients that speak this dialect. */
    public static ScramCredential create(String password, ScramCost cost, ScramDialect dialect) {
        return create(password, Nonces.bytes(SALT_SIZE), cost, dialect);
    }

    static ScramCredential create(String password, byte[] salt, ScramCost cost) {
        return create(password, salt, cost, ScramDialect.SPECIFICATION);
    }

    static ScramCredential create(String password, byte[] salt, ScramCost cost, ScramDialect dialect) {
        ScramKeys keys = ScramKeys.derive(password, salt, cost, dialect);
        return new ScramCredential(salt, cost, keys.storedKey(), keys.serverKey());
    }

    /**
     * For a user who does not exist: a challenge made of it looks like any other and is the same each time, and no proof is right (SCR-12).
     *
     * @param secret of this router, the same after a restart
     */
    public static ScramCredential mock(byte[] secret, String authid, ScramCost cost) {
        byte[] salt = Arrays.copyOf(Hmac.sha256(secret, ("salt:" + authid).getBytes(UTF_8)), SALT_SIZE);
        return new ScramCredential(
                salt,
                cost,
                Hmac.sha256(Nonces.bytes(32), salt),
                Hmac.sha256(secret, ("server:" + authid).getBytes(UTF_8)));
    }

    /** Returns a copy of the salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** Returns how the password was derived. */
    public ScramCost cost() {
        return cost;
    }

    /** Returns a copy of the key that checks the client's proof. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** Returns a copy of the key that proves the server to the client. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /** Without keys and salt. */
    @Override
    public String toString() {
        return "ScramCredential[" + cost + "]";
    }
}
