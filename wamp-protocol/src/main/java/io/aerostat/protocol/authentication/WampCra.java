package io.aerostat.protocol.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Hmac;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.OptionReader;
import java.util.Base64;
import java.util.Map;

/**
 * Makes and checks signatures of WAMP challenge-response authentication (CRA-1 to CRA-8). Stateless; any thread.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-challenge-response-authenti">WAMP-CRA in the WAMP
 *     specification</a>
 */
public final class WampCra {
    /** The name of the authentication method in HELLO, CHALLENGE and WELCOME. */
    public static final String METHOD = "wampcra";

    private WampCra() {}

    /**
     * Returns the signature of a challenge as base64 (CRA-2).
     *
     * @param challenge the text exactly as the router has sent it
     * @param key the secret, or the text of the derived key of a salted secret (CRA-4); not empty
     */
    public static String sign(String challenge, String key) {
        return Base64.getEncoder().encodeToString(Hmac.sha256(key.getBytes(UTF_8), challenge.getBytes(UTF_8)));
    }

    /**
     * Checks whether {@code signature} is the signature of the challenge. The time taken does not depend on where the
     * signatures differ.
     */
    public static boolean verify(String challenge, String key, String signature) {
        return ConstantTime.equals(sign(challenge, key), signature);
    }

    /**
     * Returns the client's signature for a CHALLENGE. If the challenge has a {@code salt}, first derives the key
     * (CRA-3), which is slow and must not be done on an event loop.
     *
     * @throws ProtocolViolation if the challenge is missing, or if the cost of deriving the key is out of bounds
     *     (CRA-8)
     */
    public static String answer(Map<String, ?> extra, String secret) throws ProtocolViolation {
        OptionReader challenge = new OptionReader("CHALLENGE.Extra", extra);
        String text = challenge.text("challenge");
        if (text == null) {
            throw ProtocolViolation.of("CHALLENGE.Extra.challenge", "nothing", "a string");
        }
        KeyDerivation derivation = KeyDerivation.read(challenge);
        return sign(text, derivation == null ? secret : derivation.derive(secret));
    }
}
