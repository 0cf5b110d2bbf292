package io.aerostat.bench.wamp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The names and secrets of the sessions, for routers that authenticate them. The secrets are public test values, which
 * are also in the configurations of the measured routers.
 */
public final class Credentials {
    public static final String AUTHID = "bench";

    /** The secret for WAMP-CRA, without a salt. */
    public static final String SECRET = "bench-secret";

    /** The public key for cryptosign: the first test vector of RFC 8032. */
    public static final String PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final PrivateKey PRIVATE_KEY =
            privateKey("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    /** The challenge is hexadecimal in every serialization. */
    private static final Pattern CRYPTOSIGN_CHALLENGE = Pattern.compile("challenge\\P{XDigit}{1,8}(\\p{XDigit}{64})");

    private Credentials() {}

    /** @param challenge the JSON text from the router */
    public static String wampCra(String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** @param details the details of the CHALLENGE, in the encoding of the wire */
    public static String cryptosign(String details) {
        Matcher matcher = CRYPTOSIGN_CHALLENGE.matcher(details);
        if (!matcher.find()) {
            return "found no challenge of 64 hexadecimal digits";
        }
        byte[] challenge = HexFormat.of().parseHex(matcher.group(1));
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(PRIVATE_KEY);
            signature.update(challenge);
            return HexFormat.of().formatHex(signature.sign()) + matcher.group(1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static PrivateKey privateKey(String seed) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(
                            NamedParameterSpec.ED25519, HexFormat.of().parseHex(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }
}
