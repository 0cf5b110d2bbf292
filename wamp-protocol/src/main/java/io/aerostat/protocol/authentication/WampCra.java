package io.aerostat.protocol.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aerostat.protocol.authentication.crypto.ConstantTime;
import io.aerostat.protocol.authentication.crypto.Hmac;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.option.OptionReader;
import java.util.Base64;
import java.util.Map;

/** Signatures of WAMP challenge-response authentication (CRA-1 to CRA-8). Stateless; any thread. */
public final class WampCra {
    /** The name of the method in HELLO, CHALLENGE and WELCOME. */
    public static final String METHOD = "wampcra";

    private WampCra() {}

    /**
     * The signature of a challenge, base64 (CRA-2).
     *
     * @param challenge the text exactly as it was sent
     * @param key the secret, or the text of the derived key of a salted secret (CRA-4); not empty
     */
    public static String sign(String challenge, String key) {
        return Base64.getEncoder().encodeToString(Hmac.sha256(key.getBytes(UTF_8), challenge.getBytes(UTF_8)));
    }

    /** Whether {@code signature} is that of the challenge; takes the same time wherever it differs. */
    public static boolean verify(String challenge, String key, String signature) {
        return ConstantTime.equals(sign(challenge, key), signature);
    }

    /**
     * The client's answer to a CHALLENGE, which says by its {@code salt} whether the key is derived first (CRA-3). Slow when it is: not for an
     * event loop.
     *
     * @throws ProtocolViolation if the challenge is absent, or its cost is out of bounds (CRA-8)
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
