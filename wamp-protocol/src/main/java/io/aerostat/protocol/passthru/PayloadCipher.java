package io.aerostat.protocol.passthru;

import io.aerostat.protocol.authentication.crypto.BouncyCastle;
import java.util.Optional;

/**
 * The ciphers of the scheme {@code wamp}. Their result is a new nonce, followed by authenticated ciphertext. Any
 * thread.
 */
public enum PayloadCipher {
    /** Needs Bouncy Castle. */
    XSALSA20POLY1305("xsalsa20poly1305") {
        @Override
        void requireLibrary() {
            BouncyCastle.require("the cipher " + wire());
        }

        @Override
        byte[] encrypt(byte[] key, byte[] plain) {
            return SecretBox.seal(key, plain);
        }

        @Override
        byte[] decrypt(byte[] key, byte[] sealed) throws PassthruException {
            return SecretBox.open(key, sealed);
        }
    },
    AES256GCM("aes256gcm") {
        @Override
        byte[] encrypt(byte[] key, byte[] plain) {
            return AesGcm.seal(key, plain);
        }

        @Override
        byte[] decrypt(byte[] key, byte[] sealed) throws PassthruException {
            return AesGcm.open(key, sealed);
        }
    };

    /** The length of a key in bytes; it is the same for every cipher. */
    public static final int KEY_SIZE = 32;

    private final String wire;

    PayloadCipher(String wire) {
        this.wire = wire;
    }

    /** Returns the value of {@code ppt_cipher}. */
    public String wire() {
        return wire;
    }

    /** Returns the cipher with this name in {@code ppt_cipher}, or empty. */
    public static Optional<PayloadCipher> ofWire(String wire) {
        for (PayloadCipher cipher : values()) {
            if (cipher.wire.equals(wire)) {
                return Optional.of(cipher);
            }
        }
        return Optional.empty();
    }

    /** @throws io.aerostat.protocol.error.MissingLibrary if the cipher needs Bouncy Castle, and it is absent */
    void requireLibrary() {}

    abstract byte[] encrypt(byte[] key, byte[] plain);

    abstract byte[] decrypt(byte[] key, byte[] sealed) throws PassthruException;

    static PassthruException altered() {
        return new PassthruException("found bytes of another key, or changed ones (expected the encrypted bytes)");
    }
}
