package io.aerostat.protocol.authentication;

import io.aerostat.protocol.authentication.crypto.Nonces;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 private key with its public key (CRY-12). Immutable; any thread. */
public final class CryptosignKey {
    private static final Pattern OPENSSH =
            Pattern.compile("-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END OPENSSH PRIVATE KEY-----");

    private final Ed25519PrivateKeyParameters key;
    private final String publicKey;

    private CryptosignKey(Ed25519PrivateKeyParameters key) {
        this.key = key;
        this.publicKey = HexFormat.of().formatHex(key.generatePublicKey().getEncoded());
    }

    /** Returns a new random key. */
    public static CryptosignKey generate() {
        return new CryptosignKey(new Ed25519PrivateKeyParameters(Nonces.bytes(Cryptosign.KEY_SIZE)));
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
        return new CryptosignKey(new Ed25519PrivateKeyParameters(bytes));
    }

    /**
     * Returns the key from the text of a file that {@code ssh-keygen -t ed25519} has written without a passphrase.
     *
     * @throws IllegalArgumentException if the text has any other form; the message does not repeat the text
     */
    public static CryptosignKey ofOpenSsh(String text) {
        Matcher matcher = OPENSSH.matcher(text);
        if (matcher.find()) {
            try {
                byte[] blob = Base64.getMimeDecoder().decode(matcher.group(1));
                AsymmetricKeyParameter key = OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(blob);
                if (key instanceof Ed25519PrivateKeyParameters ed25519) {
                    return new CryptosignKey(ed25519);
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
        return HexFormat.of().formatHex(key.getEncoded());
    }

    /** Returns the public key as 64 lower-case hexadecimal digits. */
    public String publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519PrivateKeyParameters.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Returns the public key only, without the secret. */
    @Override
    public String toString() {
        return "CryptosignKey[" + publicKey + "]";
    }
}
