package io.aerostat.protocol.passthru;

/** A secret that the ends of a conversation share, with the cipher it is for. Immutable; any thread. */
public final class PassthruKey {
    private final String id;
    private final PayloadCipher cipher;
    private final byte[] secret;

    /**
     * @param id how messages name it, {@code ppt_keyid}
     * @param secret {@value PayloadCipher#KEY_SIZE} bytes
     */
    public PassthruKey(String id, PayloadCipher cipher, byte[] secret) {
        if (id.isEmpty() || secret.length != PayloadCipher.KEY_SIZE) {
            throw new IllegalArgumentException("found key \"" + id + "\" of " + secret.length
                    + " bytes (expected an id, and " + PayloadCipher.KEY_SIZE + " bytes)");
        }
        this.id = id;
        this.cipher = cipher;
        this.secret = secret.clone();
    }

    /** Returns the id that tells the receiver which key to use. */
    public String id() {
        return id;
    }

    /** Returns the cipher that the key is for. */
    public PayloadCipher cipher() {
        return cipher;
    }

    byte[] encrypt(byte[] plain) {
        return cipher.encrypt(secret, plain);
    }

    byte[] decrypt(byte[] sealed) throws PassthruException {
        return cipher.decrypt(secret, sealed);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PassthruKey[" + id + ", " + cipher.wire() + "]";
    }
}
