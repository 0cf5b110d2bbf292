package io.aerostat.protocol.passthru;

/** A secret that two applications share, and the cipher that uses it. Immutable; any thread. */
public final class PassthruKey {
    private final String id;
    private final PayloadCipher cipher;
    private final byte[] secret;

    /**
     * Creates a key.
     *
     * @param id the name of the key in messages: {@code ppt_keyid}
     * @param secret {@value PayloadCipher#KEY_SIZE} bytes
     * @throws io.aerostat.protocol.error.MissingLibrary if the cipher needs Bouncy Castle, and it is absent
     */
    public PassthruKey(String id, PayloadCipher cipher, byte[] secret) {
        if (id.isEmpty() || secret.length != PayloadCipher.KEY_SIZE) {
            throw new IllegalArgumentException("found key \"" + id + "\" of " + secret.length
                    + " bytes (expected an id, and " + PayloadCipher.KEY_SIZE + " bytes)");
        }
        cipher.requireLibrary();
        this.id = id;
        this.cipher = cipher;
        this.secret = secret.clone();
    }

    /** Returns the id by which the receiver finds the key. */
    public String id() {
        return id;
    }

    /** Returns the cipher that uses the key. */
    public PayloadCipher cipher() {
        return cipher;
    }

    byte[] encrypt(byte[] plain) {
        return cipher.encrypt(secret, plain);
    }

    byte[] decrypt(byte[] sealed) throws PassthruException {
        return cipher.decrypt(secret, sealed);
    }

    /** Returns the id and cipher without the secret. */
    @Override
    public String toString() {
        return "PassthruKey[" + id + ", " + cipher.wire() + "]";
    }
}
