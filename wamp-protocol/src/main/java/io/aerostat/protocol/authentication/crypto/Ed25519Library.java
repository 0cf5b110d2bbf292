package io.aerostat.protocol.authentication.crypto;

/**
 * Ed25519 (RFC 8032): by Bouncy Castle, which is several times as fast, if this library is present; otherwise by the
 * Java runtime. Stateless; any thread.
 */
public sealed interface Ed25519Library permits BouncyEd25519, RuntimeEd25519 {
    Ed25519Library INSTANCE = BouncyCastle.isPresent() ? new BouncyEd25519() : new RuntimeEd25519();

    /** The length of a seed and of a public key in bytes. */
    int KEY_SIZE = 32;

    /** The length of a signature in bytes. */
    int SIGNATURE_SIZE = 64;

    /** Returns the private key that is made from a seed. */
    PrivateKey privateKey(byte[] seed);

    /**
     * Checks a signature of a message.
     *
     * @param publicKey 64 lower-case hexadecimal digits
     * @param signed bytes that begin with the signature
     */
    boolean verify(String publicKey, byte[] signed, byte[] message);

    /** A private key. Immutable; any thread. */
    interface PrivateKey {
        byte[] publicKey();

        byte[] sign(byte[] message);
    }
}
