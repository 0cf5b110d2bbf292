package io.aerostat.protocol.authentication;

import io.aerostat.protocol.authentication.crypto.BouncyCastle;
import io.aerostat.protocol.authentication.crypto.Ed25519Library;
import io.aerostat.protocol.authentication.crypto.Nonces;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Ed25519 private key with its public key (CRY-12). Immutable; any thread. */
public final class CryptosignKey {
    private static final Pattern OPENSSH =
            Pattern.compile("-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END OPENSSH PRIVATE KEY-----");

    private final byte[] seed;
    private final Ed25519Library.PrivateKey key;
    private final String publicKey;

    private CryptosignKey(byte[] seed) {
        this.seed = seed;
        this.key = Ed25519Library.INSTANCE.privateKey(seed);
        this.publicKey = HexFormat.of().formatHex(key.publicKey());
    }

    /** Returns a new random key. */
    public static CryptosignKey generate() {
        return new CryptosignKey(Nonces.bytes(Cryptosign.KEY_SIZE));
    }

    /**
     * Returns the key made from a seed.
     *
     * @param seed 64 hexadecimal digits
     * @throws IllegalArgumentException if the text has any other form; the message does not repeat the text
     */
    public static CryptosignKey ofSeed(String seed) {
        byte[] bytes = Cryptosign.hex(seed.strip(), Cryptosign.KEY_SIZE);
        if (bytes == null) {
            throw new IllegalArgumentException("found no Ed25519 seed (expected 64 hexadecimal digits)");
        }
        return new CryptosignKey(bytes);
    }

    /**
     * Returns the key from the text of a file that {@code ssh-keygen -t ed25519} has written without a passphrase.
     *
     * @throws IllegalArgumentException if the text has any other form; the message does not repeat the text
     * @throws io.aerostat.protocol.error.MissingLibrary if Bouncy Castle is absent
     */
    public static CryptosignKey ofOpenSsh(String text) {
        Matcher matcher = OPENSSH.matcher(text);
        if (matcher.find()) {
            BouncyCastle.require("an OpenSSH key");
            try {
                byte[] found = OpenSshKey.seed(Base64.getMimeDecoder().decode(matcher.group(1)));
                if (found != null) {
                    return new CryptosignKey(found);
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "found an OpenSSH key that cannot be read (expected ed25519 without a passphrase)", e);
            }
        }
        throw new IllegalArgumentException("found no OpenSSH private key of type ed25519");
    }

    /** Returns the secret from which the key is made, so that it can be stored: 64 lower-case hexadecimal digits. */
    public String seed() {
        return HexFormat.of().formatHex(seed);
    }

    /** Returns the public key as 64 lower-case hexadecimal digits. */
    public String publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] message) {
        return key.sign(message);
    }

    /** Returns the public key only, without the secret. */
    @Override
    public String toString() {
        return "CryptosignKey[" + publicKey + "]";
    }
}
