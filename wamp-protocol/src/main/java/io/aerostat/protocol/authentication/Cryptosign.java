package io.aerostat.protocol.authentication;

import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Ed25519Library;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks cryptosign signatures, each of which is an Ed25519 signature of a challenge followed by the signed
 * message (CRY-1 to CRY-12). Stateless; any thread.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-cryptosign-based-authentic">Cryptosign in the WAMP
 *     specification</a>
 */
public final class Cryptosign {
    /** The name of the authentication method. */
    public static final String METHOD = "cryptosign";

    static final int KEY_SIZE = Ed25519Library.KEY_SIZE;
    static final int CHALLENGE_SIZE = 32;

    private Cryptosign() {}

    /** Returns a public key as 64 lower-case hexadecimal digits, or empty if the text is not a public key (CRY-1). */
    public static Optional<String> publicKey(String hex) {
        return hex(hex, KEY_SIZE) == null ? Optional.empty() : Optional.of(hex.toLowerCase(Locale.ROOT));
    }

    /** Returns 192 hexadecimal digits: the signature, and then the signed message (CRY-4). */
    static String sign(CryptosignKey key, byte[] challenge, @Nullable ChannelBinding binding) {
        byte[] message = message(challenge, binding);
        return HexFormat.of().formatHex(key.sign(message)) + HexFormat.of().formatHex(message);
    }

    /**
     * Returns the fault of a signature, or empty if it is valid. The signature must contain the expected message, so
     * that an old answer cannot be used again (CRY-5).
     */
    static Optional<String> check(
            String publicKey, byte[] challenge, @Nullable ChannelBinding binding, String signature) {
        byte[] signed = hex(signature, Ed25519Library.SIGNATURE_SIZE + CHALLENGE_SIZE);
        if (signed == null) {
            return Optional.of(
                    "signature: found " + signature.length() + " characters (expected 192 hexadecimal digits)");
        }
        byte[] message = message(challenge, binding);
        byte[] found = Arrays.copyOfRange(signed, Ed25519Library.SIGNATURE_SIZE, signed.length);
        if (!ConstantTime.equals(message, found)) {
            return Optional.of("signature: found another message (expected the challenge"
                    + (binding == null ? ")" : " bound to this connection)"));
        }
        return hex(publicKey, KEY_SIZE) != null && Ed25519Library.INSTANCE.verify(publicKey, signed, message)
                ? Optional.empty()
                : Optional.of("signature: found an invalid one (expected that of the public key)");
    }

    /** Returns the message to sign: the challenge, XORed with the channel binding if there is one. */
    private static byte[] message(byte[] challenge, @Nullable ChannelBinding binding) {
        byte[] message = challenge.clone();
        if (binding != null) {
            byte[] channel = binding.data();
            if (channel.length != CHALLENGE_SIZE) {
                throw new IllegalArgumentException(
                        "found channel data of " + channel.length + " bytes (expected " + CHALLENGE_SIZE + ")");
            }
            for (int i = 0; i < message.length; i++) {
                message[i] ^= channel[i];
            }
        }
        return message;
    }

    /** Decodes {@code size} bytes in hexadecimal digits. Returns null if the text has any other form. */
    static byte @Nullable [] hex(String text, int size) {
        if (text.length() != 2 * size) {
            return null;
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
