package io.aerostat.protocol.authentication.scram;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.Hmac;
import io.aerostat.protocol.authentication.crypto.Nonces;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The data that a router stores for a user's SCRAM password. The data suffices to check a proof, but not to make a
 * proof (SCR-11). Immutable; any thread.
 */
public final class ScramCredential {
    private static final int SALT_SIZE = 16;

    private final byte[] salt;
    private final ScramCost cost;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * Creates a credential from stored data.
     *
     * @param salt random and different for each user
     * @param storedKey 32 bytes
     * @param serverKey 32 bytes
     */
    public ScramCredential(byte[] salt, ScramCost cost, byte[] storedKey, byte[] serverKey) {
        this.salt = salt.clone();
        this.cost = cost;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /** Returns the credential for a password, with a new salt. Slow: must not be called on an event loop. */
    public static ScramCredential create(String password, ScramCost cost) {
        return create(password, Nonces.bytes(SALT_SIZE), cost);
    }

    /** Returns a credential like {@link #create(String, ScramCost)}, but for clients of the given dialect. */
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
     * Returns a credential for a user that does not exist. Its challenge looks like the challenge of a real user and
     * never changes, but no proof is valid for it (SCR-12).
     *
     * @param secret a secret of this router, which must be the same after a restart
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

    /** Returns the cost with which the password was hashed. */
    public ScramCost cost() {
        return cost;
    }

    /** Returns a copy of the key that checks the client's proof. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** Returns a copy of the key with which the server proves itself to the client. */
    public byte[] serverKey() {
        return serverKey.clone();
    }

    /** Compares in constant time, so that the duration reveals nothing about the keys. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ScramCredential credential
                && cost.equals(credential.cost)
                && MessageDigest.isEqual(salt, credential.salt)
                && MessageDigest.isEqual(storedKey, credential.storedKey)
                && MessageDigest.isEqual(serverKey, credential.serverKey);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    /** Returns only the cost, without keys and salt. */
    @Override
    public String toString() {
        return "ScramCredential[" + cost + "]";
    }
}
